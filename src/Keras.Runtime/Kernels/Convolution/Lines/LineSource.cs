using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Lines of a tensor as a band of windows reads them: pieces of them, with zeros where a window reads beyond the borders.</summary>
/// <param name="tensor">Dense (batch, lines, floats of a line).</param>
/// <param name="lines">Lines of an image.</param>
/// <param name="line">Floats of a line.</param>
internal readonly unsafe struct LineSource(Pointer<float> tensor, nint lines, nint line)
{
    /// <summary>Copies a piece of some lines.</summary>
    /// <param name="image">The image.</param>
    /// <param name="top">The first line; it may lie before the first or behind the last one of the image.</param>
    /// <param name="count">How many lines.</param>
    /// <param name="left">The first float; it too may lie outside.</param>
    /// <param name="length">How many floats.</param>
    /// <param name="to">Where the piece goes.</param>
    /// <param name="step">From one line to the next there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void CopyTo<TLanes>(nint image, nint top, nint count, nint left, nint length, float* to, nint step) where TLanes : struct, ILanes<TLanes>
    {
        nint begin = nint.Clamp(-left, 0, length), end = nint.Clamp(line - left, begin, length);
        for (nint i = 0; i < count; i++, to += step)
        {
            nint at = top + i;
            if ((nuint)at >= (nuint)lines)
            {
                Runs.Clear<TLanes>(to, length);
                continue;
            }
            Runs.Clear<TLanes>(to, begin);
            Runs.Copy<TLanes>(tensor.Value + (image * lines + at) * line + left + begin, to + begin, end - begin);
            Runs.Clear<TLanes>(to + end, length - end);
        }
    }
}
