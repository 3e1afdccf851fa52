using System.Collections.Immutable;
using Keras.Compiler.Description;

namespace Keras.Compiler.Layers;

/// <summary>A function of <c>Keras.Ops</c> that applies a layer without a field. Its tensor arguments are the layer's inputs; every
/// other argument sets the hyperparameter of its name.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Presets">Hyperparameters that the function fixes, or whose default differs from the layer's.</param>
public sealed record LayerFunction(string Name, params (string Hyperparameter, object Value)[] Presets)
{
    /// <summary>The presets as constants.</summary>
    public IEnumerable<(string Hyperparameter, ConstantValue Value)> Constants => Presets.Select(preset => (preset.Hyperparameter, new ConstantValue(
        preset.Value is Enum member ? new EnumConstant(member.GetType().FullName, Convert.ToInt64(member)) : preset.Value)));
}

/// <summary>A C# operator that applies a layer.</summary>
/// <param name="Symbol">As in C#.</param>
/// <param name="Form">What the operands are.</param>
/// <param name="Name">What Keras calls the operation; anonymous ones are named after it.</param>
/// <param name="Presets">Hyperparameters that the operator fixes.</param>
public sealed record LayerOperator(string Symbol, OperatorForm Form, string Name, params (string Hyperparameter, object Value)[] Presets);

/// <summary>What an operator's operands are.</summary>
public enum OperatorForm
{
    /// <summary>Two tensors.</summary>
    Tensors,
    /// <summary>A tensor and a number, in either order: the hyperparameters <c>Number</c> and <c>NumberFirst</c> say which.</summary>
    TensorAndNumber,
    /// <summary>One tensor.</summary>
    Unary,
}

/// <summary>How many tensors a call takes.</summary>
/// <param name="Minimum">At least.</param>
/// <param name="Maximum">At most.</param>
public readonly record struct InputCount(int Minimum, int Maximum)
{
    public static InputCount One { get; } = new(1, 1);

    public static InputCount Two { get; } = new(2, 2);

    public static InputCount OneOrMore { get; } = new(1, int.MaxValue);

    /// <summary>Whether the layer is called on a list.</summary>
    public bool IsList => Maximum > 1;

    public bool Allows(int count) => count >= Minimum && count <= Maximum;

    public override string ToString() => Minimum == Maximum ? $"exactly {Minimum}" : $"at least {Minimum}";
}
