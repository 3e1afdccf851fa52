using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>An operator between a tensor and a number, and the minus sign.</summary>
public sealed class ScalarArithmeticDefinition : ElementwiseFunctionDefinition<ScalarArithmeticParameters>
{
    public override ImmutableArray<LayerOperator> Operators =>
    [
        new("+", OperatorForm.TensorAndNumber, "add", ("operation", "Add")),
        new("-", OperatorForm.TensorAndNumber, "subtract", ("operation", "Subtract")),
        new("*", OperatorForm.TensorAndNumber, "multiply", ("operation", "Multiply")),
        new("/", OperatorForm.TensorAndNumber, "divide", ("operation", "Divide")),
        new("-", OperatorForm.Unary, "negative", ("operation", "Multiply"), ("number", -1.0)),
    ];

    protected override Formula Formula(ScalarArithmeticParameters parameters, Formula x) => parameters.NumberFirst
        ? Ops.Elementwise.Formula.Apply(parameters.Operation, parameters.Number, x)
        : Ops.Elementwise.Formula.Apply(parameters.Operation, x, parameters.Number);
}

/// <summary>The operator and its number.</summary>
public sealed class ScalarArithmeticParameters : LayerDeclarationAttribute
{
    /// <summary>The element function.</summary>
    public string Operation { get; set; } = "";

    public double Number { get; set; }

    /// <summary>Whether the number is the left operand.</summary>
    public bool NumberFirst { get; set; }
}
