using System.Collections.Immutable;
using Keras.Compiler.Support;

namespace Keras.Compiler.Ops;

/// <summary>Something of each window over the axes between batch and channels: x (batch, lengths..., channels) to y (batch, counts...,
/// channels). Positions of a window that lie beside the tensor do not count.</summary>
/// <param name="Windows">One for each axis between batch and channels: one to three.</param>
public abstract record WindowOp(EquatableArray<Window> Windows) : Op
{
    public sealed override string Attributes => string.Join("; ", Windows);

    public sealed override IEnumerable<(Dim Length, Dim Least)> LeastLengths =>
        Windows.Where(window => window.Least != 0).Select(window => (window.Length, window.Least));

    public sealed override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands) =>
        operands is [var x] && x.Shape.Agrees(WindowShapes.Input(Windows, x.Shape))
            ? [x with { Shape = WindowShapes.Output(Windows, x.Shape) }]
            : throw new OpVerificationException($"{this} does not take {string.Join(" and ", operands)}.");
}

/// <summary>The shapes on both sides of windows, with batch and channels of another tensor.</summary>
internal static class WindowShapes
{
    public static Shape Input(EquatableArray<Window> windows, Shape like) => Shape.Of([like[0], .. windows.Select(window => window.Length), like[-1]]);

    public static Shape Output(EquatableArray<Window> windows, Shape like) => Shape.Of([like[0], .. windows.Select(window => window.Count), like[-1]]);
}
