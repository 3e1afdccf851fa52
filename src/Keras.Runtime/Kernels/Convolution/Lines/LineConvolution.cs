using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Convolutions of (batch, height, width, channels) to as many filters as there are channels, where those are few and windows move
/// by 1. A line of the result then is a sum of lines of x, each moved by some floats and multiplied by coefficients that recur with the
/// filters: registers are filled whatever the number of channels.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LineConvolution
{
    /// <summary>Positions of a window along the height.</summary>
    public const int Height = 3;

    /// <summary>Floats of the coefficients of a kernel (3, width, channels, channels).</summary>
    public static nint CoefficientsLength(nint width, nint channels) => Height * LineShape.ShiftsOf(width, channels) * LineShape.PeriodOf(channels);

    /// <summary>Floats of workspace that <see cref="Forward"/> needs.</summary>
    public static nint ForwardWorkspace(nint width, nint channels) => new LineShape(width, channels).Band;

    /// <summary>Floats of workspace that <see cref="KernelGradient"/> needs.</summary>
    public static nint KernelGradientWorkspace(nint width, nint channels) => new LineShape(width, channels).KernelGradientWorkspace;

    /// <summary>The coefficients of a kernel, for <see cref="Forward"/>.</summary>
    /// <param name="kernel">A matrix (3 · width · channels, channels) in a single panel.</param>
    /// <param name="coefficients">For each shift and each position along the height one for each place of a period of filters; zero where a
    /// window does not read.</param>
    /// <param name="width">Size along the width.</param>
    /// <param name="channels">Of x and of y; no more than a panel has columns.</param>
    public static unsafe void SpreadKernel(Pointer<float> kernel, Pointer<float> coefficients, nint width, nint channels)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, Panels.Width);
        var shape = new LineShape(width, channels);
        float* to = coefficients.Value;
        for (nint shift = 0; shift < shape.Shifts; shift++)
        {
            for (nint line = 0; line < Height; line++, to += shape.Period)
            {
                for (nint filter = 0; filter < channels; filter++)
                {
                    nint place = shape.PlaceOf(shift, filter);
                    to[filter] = place >= 0 && place < width * channels ? kernel.Value[(line * width * channels + place) * Panels.Width + filter] : 0f;
                }
                for (nint place = channels; place < shape.Period; place++) to[place] = to[place - channels];
            }
        }
    }

    /// <summary>y = epilogue(convolution of x and kernel); the epilogue's rows are lines of windows, its columns the filters of all windows of
    /// a line.</summary>
    /// <param name="x">Dense tensor.</param>
    /// <param name="coefficients">Of <see cref="SpreadKernel"/>.</param>
    /// <param name="y">Dense result. It must overlap no other operand but what the epilogue reads at the very place that it writes.</param>
    /// <param name="grid">The windows, over two axes.</param>
    /// <param name="channels">Of x and of y.</param>
    /// <param name="workspace">As <see cref="ForwardWorkspace"/> says.</param>
    /// <param name="epilogue">What happens to each element.</param>
    public static void Forward<TEpilogue>(
        Pointer<float> x, Pointer<float> coefficients, Pointer<float> y, in WindowGrid grid, nint channels, Pointer<float> workspace,
        TEpilogue epilogue) where TEpilogue : struct, IEpilogue =>
        WidestLanes.Run(new LineForward<TEpilogue>(grid, new LineShape(grid.Width.Size, channels), x, coefficients, y, workspace, epilogue));

    /// <summary>The kernel's gradient of x and dy, written or added in the kernel's own layout.</summary>
    public static void KernelGradient(
        Pointer<float> x, Pointer<float> dy, Pointer<float> gradient, in WindowGrid grid, nint channels, Pointer<float> workspace,
        bool accumulate) =>
        WidestLanes.Run(new LineKernelGradient(grid, new LineShape(grid.Width.Size, channels), x, dy, gradient, workspace, accumulate));
}
