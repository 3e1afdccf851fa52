using System.Collections.Immutable;
using Keras.Compiler.Support;

namespace Keras.Compiler.Ops;

/// <summary>The largest element of each window.</summary>
public sealed record WindowMax(EquatableArray<Window> Windows) : WindowOp(Windows)
{
    public override Kept Keeps => Kept.Operands | Kept.Results;

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.Apply(
                new WindowMaxGradient(Windows), context.Operands[0].GradientName(), context.Operands[0], context.Results[0], cotangent)
            : null];
}

/// <summary>For operands x, y and dy: each window hands its dy to the first of its elements that is as large as y.</summary>
public sealed record WindowMaxGradient(EquatableArray<Window> Windows) : AdjointOp
{
    public override string Attributes => string.Join("; ", Windows);

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands) =>
        operands is [var x, var y, var dy] && x.Shape.Agrees(WindowShapes.Input(Windows, x.Shape))
            && y.Shape.Agrees(WindowShapes.Output(Windows, x.Shape)) && dy.Shape.Agrees(y.Shape)
            ? [x]
            : throw new OpVerificationException($"{this} does not take {string.Join(" and ", operands)}.");
}

/// <summary>Maxima of windows.</summary>
public static class WindowMaxBuilder
{
    /// <summary>The largest element of each window; the value itself where each window is one element.</summary>
    public static Value WindowMax(this ProgramBuilder builder, string name, Value x, EquatableArray<Window> windows) =>
        windows.All(window => window.IsIdentity) ? x : builder.Apply(new WindowMax(windows), name, x);
}
