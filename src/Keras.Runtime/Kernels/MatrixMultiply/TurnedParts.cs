using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y[t, b] = epilogue(x[b, t]·W) as one product for each sample, whose rows go to all entries of y; or, where sequences are short, for
/// each step, whose rows come from all samples. Threads take products as a whole, so that none has a row left over, which would be summed
/// up in another order.</summary>
internal readonly struct TurnedParts<TEpilogue>(
    Pointer<float> x, nint xNext, nint xStride, Pointer<float> panels, Pointer<float> y, nint yNext, nint yStride,
    nint rows, nint inner, nint columns, TEpilogue epilogue) : IParts where TEpilogue : struct, IEpilogue
{
    /// <summary>Steps of a sequence whose product is as fast as one of many rows. Where y is far away, reading rows one after the other and
    /// writing them apart is faster than the reverse: rows are read for each panel, and written once.</summary>
    private const int EnoughSteps = 32;

    /// <summary>Samples that fill the rows of a tile. Where y stays in a near cache, writing rows one after the other is faster.</summary>
    private const int EnoughSamples = 8;

    /// <summary>Floats of a y that stays there.</summary>
    internal const int NearFloats = 256 * 1024;

    internal static void Run(
        Pointer<float> x, nint xStride, Pointer<float> panels, Pointer<float> y, nint yStride,
        nint samples, nint length, nint steps, nint inner, nint columns, TEpilogue epilogue)
    {
        if (samples == 1)
        {
            ForwardParts<TEpilogue>.Run(x, xStride, panels, y, yStride, steps, inner, columns, 0, epilogue);
            return;
        }
        bool isNear = samples >= EnoughSamples && samples * steps * columns <= NearFloats;
        bool bySample = !isNear && steps >= nint.Min(samples, EnoughSteps);
        var parts = bySample
            ? new TurnedParts<TEpilogue>(x, length * xStride, xStride, panels, y, columns, yStride, steps, inner, columns, epilogue)
            : new TurnedParts<TEpilogue>(x, xStride, length * xStride, panels, y, yStride, columns, samples, inner, columns, epilogue);
        Parts.Run(parts, bySample ? samples : steps, 1, Cost.Products(samples * steps * inner * columns));
    }

    public void Run(nint first, nint end, int worker)
    {
        for (nint i = first; i < end; i++)
            WidestLanes.Run(new ForwardKernel<TEpilogue>(x + i * xNext, xStride, panels, y + i * yNext, yStride, rows, inner, columns, 0, epilogue));
    }
}
