using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Layers;

/// <summary>The activations that a layer takes as an argument, with Keras's default parameters: an expression for each element, or an
/// op of its own along the last axis.</summary>
internal static class Activations
{
    /// <summary>The expression of an element-wise activation; null where it works on rows.</summary>
    public static Formula? Formula(Activation activation, Formula x) => activation switch
    {
        Activation.Linear => x,
        Activation.Relu => ActivationFormulas.Relu(x),
        Activation.Relu6 => ActivationFormulas.Relu(x, maxValue: 6),
        Activation.LeakyRelu => ActivationFormulas.LeakyRelu(x),
        Activation.Elu => ActivationFormulas.Elu(x),
        Activation.Selu => ActivationFormulas.Selu(x),
        Activation.Celu => ActivationFormulas.Celu(x),
        Activation.Softplus => ActivationFormulas.Softplus(x),
        Activation.Softsign => ActivationFormulas.Softsign(x),
        Activation.SoftShrink => ActivationFormulas.SoftShrink(x),
        Activation.HardShrink => ActivationFormulas.HardShrink(x),
        Activation.SparsePlus => ActivationFormulas.SparsePlus(x),
        Activation.Silu => ActivationFormulas.Silu(x),
        Activation.Squareplus => ActivationFormulas.Squareplus(x),
        Activation.Gelu => ActivationFormulas.Gelu(x),
        Activation.Tanh => ActivationFormulas.Tanh(x),
        Activation.TanhShrink => ActivationFormulas.TanhShrink(x),
        Activation.HardTanh => ActivationFormulas.HardTanh(x),
        Activation.Sigmoid => ActivationFormulas.Sigmoid(x),
        Activation.Exponential => ActivationFormulas.Exponential(x),
        Activation.HardSigmoid => ActivationFormulas.HardSigmoid(x),
        Activation.LogSigmoid => ActivationFormulas.LogSigmoid(x),
        Activation.SparseSigmoid => ActivationFormulas.SparseSigmoid(x),
        Activation.HardSilu => ActivationFormulas.HardSilu(x),
        Activation.Mish => ActivationFormulas.Mish(x),
        _ => null,
    };

    /// <summary>Applies an activation to the sum of a value and a bias (or to the value alone).</summary>
    public static Value Apply(ProgramBuilder builder, string name, Activation activation, Value x, Value? bias = null)
    {
        Value[] operands = bias is null ? [x] : [x, bias];
        var sum = operands.Select((_, i) => Ops.Elementwise.Formula.Operand(i)).Aggregate((left, right) => left + right);
        if (Formula(activation, sum) is { } formula)
            return bias is null && activation == Activation.Linear ? x : builder.Map(name, formula, operands);
        var row = bias is null ? x : builder.Map(name, sum, operands);
        return activation switch
        {
            Activation.Softmax => builder.Softmax(name, row),
            Activation.LogSoftmax => builder.LogSoftmax(name, row),
            Activation.Sparsemax => builder.Sparsemax(name, row),
            Activation.Glu => GatedLinearUnit(builder, name, row, row.Shape.Rank - 1),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
        };
    }

    /// <summary>Type after an activation, or null after reporting a fault: only a gated linear unit changes the shape.</summary>
    public static TensorType? Infer(Activation activation, TensorType type, int node, IProblemSink problems) =>
        activation == Activation.Glu ? InferGatedLinearUnit(type, type.Shape.Rank - 1, node, problems) : type;

    /// <summary>First half of an axis times sigmoid of the second half.</summary>
    public static Value GatedLinearUnit(ProgramBuilder builder, string name, Value x, int axis)
    {
        var half = x.Shape[axis].DivideExactly(2)!;
        var (value, gate) = (builder.Slice(name, x, axis, 0, half), builder.Slice(name, x, axis, half, half));
        return builder.Map(name, Ops.Elementwise.Formula.Operand(0) * ActivationFormulas.Sigmoid(Ops.Elementwise.Formula.Operand(1)), value, gate);
    }

    /// <summary>The type with half the axis, or null after reporting that its length is odd.</summary>
    public static TensorType? InferGatedLinearUnit(TensorType type, int axis, int node, IProblemSink problems)
    {
        if (type.Shape[axis].DivideExactly(2) is { } half) return type with { Shape = type.Shape.WithAxis(axis, half) };
        problems.AxisLengthOdd(node, axis, type.Shape[axis], type.Shape);
        return null;
    }
}
