using System.Collections.Immutable;
using System.Globalization;
using Keras.Compiler.Description;
using Keras.Compiler.Support;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>What an expression of <c>Call</c> stands for at compile time.</summary>
internal abstract record AbstractValue;

/// <summary>A tensor of the graph.</summary>
internal sealed record TensorValue(GraphTensor Tensor) : AbstractValue
{
    public override string ToString() => $"the tensor '{Tensor.Name}' {Tensor.Type}";
}

/// <summary>A layer or nested model.</summary>
internal sealed record LayerValue(GraphLayer Layer) : AbstractValue
{
    /// <summary>The nested models that it lies within, from the outside in; none for the model's own.</summary>
    public EquatableArray<GraphLayer> Within { get; init; } = [];

    public override string ToString() => $"the layer '{Layer.Name}'";
}

/// <summary>The model itself.</summary>
internal sealed record ModelValue : AbstractValue
{
    public override string ToString() => "the model";
}

/// <summary>A shape.</summary>
internal sealed record ShapeValue(Shape Shape) : AbstractValue
{
    public override string ToString() => Shape.ToString();
}

/// <summary>A length that is not known, or computed from such.</summary>
internal sealed record LengthValue(Dim Length) : AbstractValue
{
    /// <summary>A length as the number it is, where it is known.</summary>
    public static AbstractValue Of(Dim length) => length.IsKnown ? new LiteralValue((int)length.Value) : new LengthValue(length);

    public override string ToString() => Length.ToString();
}

/// <summary>Null, a truth value, a number, a text or an enumeration member.</summary>
internal sealed record LiteralValue(object? Value) : AbstractValue
{
    public override string ToString() => Value is Axis.None ? "None" : new ConstantValue(Value).ToString();

    /// <summary>As string concatenation in C# writes it.</summary>
    public string Text => Convert.ToString(Value, CultureInfo.InvariantCulture);
}

/// <summary>A tuple; names are null where not given.</summary>
internal sealed record TupleValue(ImmutableArray<AbstractValue> Elements, ImmutableArray<string?> Names) : AbstractValue
{
    public override string ToString() => $"({string.Join(", ", Elements)})";
}

/// <summary>An array or list: as in C#, one object that several variables may hold.</summary>
internal sealed record ListValue(List<AbstractValue> Items) : AbstractValue
{
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

/// <summary>A method of a layer that is handed over.</summary>
internal sealed record MethodGroupValue(GraphLayer Layer, string Method) : AbstractValue
{
    public override string ToString() => $"{Layer.Name}.{Method}";
}

/// <summary>What a fault left behind: it silences all that follows from it.</summary>
internal sealed record UnknownValue : AbstractValue
{
    public static UnknownValue Instance { get; } = new();

    public override string ToString() => "an unknown value";
}
