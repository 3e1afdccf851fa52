using System.Collections.Immutable;
using Keras.Compiler.Support;

namespace Keras.Compiler.Ops;

/// <summary>The mean of each window's elements; what lies beside the tensor is no element.</summary>
public sealed record WindowAverage(EquatableArray<Window> Windows) : WindowOp(Windows)
{
    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.Apply(new WindowAverageGradient(Windows), context.Operands[0].GradientName(), cotangent)
            : null];
}

/// <summary>For operand dy: each window hands equal parts of its dy to its elements.</summary>
public sealed record WindowAverageGradient(EquatableArray<Window> Windows) : AdjointOp
{
    public override string Attributes => string.Join("; ", Windows);

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands) =>
        operands is [var dy] && dy.Shape.Agrees(WindowShapes.Output(Windows, dy.Shape))
            ? [dy with { Shape = WindowShapes.Input(Windows, dy.Shape) }]
            : throw new OpVerificationException($"{this} does not take {string.Join(" and ", operands)}.");
}

/// <summary>Means of windows.</summary>
public static class WindowAverageBuilder
{
    /// <summary>The mean of each window's elements; the value itself where each window is one element.</summary>
    public static Value WindowAverage(this ProgramBuilder builder, string name, Value x, EquatableArray<Window> windows) =>
        windows.All(window => window.IsIdentity) ? x : builder.Apply(new WindowAverage(windows), name, x);
}
