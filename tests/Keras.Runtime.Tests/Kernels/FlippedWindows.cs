using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>The windows, moving by 1, by which the adjoint of dense windows reads: one for each position, over the windows. The compiler
/// writes them into what it emits.</summary>
internal static class FlippedWindows
{
    internal static WindowGrid Of(WindowGrid grid) => new(grid.Batch, Of(grid.Depth), Of(grid.Height), Of(grid.Width));

    private static WindowAxis Of(WindowAxis axis) =>
        new(axis.Count, axis.Length, axis.Size, 1, axis.Dilation, (axis.Size - 1) * axis.Dilation - axis.Low);
}
