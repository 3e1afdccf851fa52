using System.Collections.Immutable;
using System.Globalization;

namespace Keras.Compiler.Ops;

/// <summary>Puts a constant before and after one axis.</summary>
public sealed record Pad(int Axis, Dim Before, Dim After, double Value) : Op
{
    public override string Attributes =>
        $"axis {Axis}, {Before} before, {After} after{(Value == 0 ? "" : ", " + Value.ToString("R", CultureInfo.InvariantCulture))}";

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        Axes.Check([Axis], operand.Shape.Rank, this);
        return [operand with { Shape = operand.Shape.WithAxis(Axis, Before + operand.Shape[Axis] + After) }];
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (!context.Wanted[0] || context.Cotangents[0] is not { } cotangent) return [null];
        var x = context.Operands[0];
        return [context.Builder.Slice(x.GradientName(), cotangent, Axis, Before, x.Shape[Axis])];
    }
}

/// <summary>Padding.</summary>
public static class PadBuilder
{
    /// <summary>The value itself where nothing is added.</summary>
    public static Value Pad(this ProgramBuilder builder, string name, Value x, int axis, Dim before, Dim after, double value = 0) =>
        before == 0 && after == 0 ? x : builder.Apply(new Pad(Axes.Normalise(axis, x.Shape.Rank), before, after, value), name, x);
}
