using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>A linear map of lines of registers, applied along both axes of a tile.</summary>
internal unsafe interface ITileTransform
{
    /// <summary>Edge of the tile that is read.</summary>
    static abstract int From { get; }

    /// <summary>Edge of the tile that is written.</summary>
    static abstract int To { get; }

    /// <summary>Maps one line of <see cref="From"/> registers to one of <see cref="To"/>.</summary>
    static abstract void Line<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Applies a transform to the tiles of neighbouring channels, a register of channels at a time.</summary>
internal static unsafe class TileTransform
{
    /// <summary>Points of the largest form along one axis.</summary>
    internal const int MostPoints = 8;

    /// <param name="from">First element.</param>
    /// <param name="fromLine">From one line to the next.</param>
    /// <param name="fromPixel">From one position of a line to the next.</param>
    /// <param name="to">First element of the result, which must not overlap.</param>
    /// <param name="toLine">From one line of the result to the next.</param>
    /// <param name="toPixel">From one position of a line of the result to the next.</param>
    /// <param name="channels">A multiple of the lanes.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TLanes, TTransform>(float* from, nint fromLine, nint fromPixel, float* to, nint toLine, nint toPixel, nint channels)
        where TLanes : struct, ILanes<TLanes> where TTransform : struct, ITileTransform
    {
        float* buffer = stackalloc float[MostPoints * MostPoints * Panels.Width + Panels.Width];
        float* half = (float*)(((nint)buffer + 63) & ~63);
        for (nint channel = 0; channel < channels; channel += TLanes.Count, from += TLanes.Count, to += TLanes.Count)
        {
            for (nint column = 0; column < TTransform.From; column++)
                TTransform.Line<TLanes>(from + column * fromPixel, fromLine, half + column * TLanes.Count, TTransform.From * TLanes.Count);
            for (nint line = 0; line < TTransform.To; line++)
                TTransform.Line<TLanes>(half + line * TTransform.From * TLanes.Count, TLanes.Count, to + line * toLine, toPixel);
        }
    }
}

/// <summary>A tile of the input at the points.</summary>
internal readonly unsafe struct InputTransform<TPoints> : ITileTransform where TPoints : struct, IWinogradPoints
{
    public static int From => TPoints.Count;

    public static int To => TPoints.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes> =>
        TPoints.Interpolate<TLanes>(from, fromStep, to, toStep);
}

/// <summary>The products at the points to a tile of the output.</summary>
internal readonly unsafe struct OutputTransform<TPoints, TTile> : ITileTransform
    where TPoints : struct, IWinogradPoints where TTile : struct, ICount
{
    public static int From => TPoints.Count;

    public static int To => TTile.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes> =>
        TPoints.Sum<TLanes, TTile>(from, fromStep, to, toStep, scaled: false);
}

/// <summary>The gradient of a tile of the output at the points.</summary>
internal readonly unsafe struct OutputAdjoint<TPoints, TTile> : ITileTransform
    where TPoints : struct, IWinogradPoints where TTile : struct, ICount
{
    public static int From => TTile.Count;

    public static int To => TPoints.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes> =>
        TPoints.Evaluate<TLanes, TTile>(from, fromStep, to, toStep, scaled: false);
}

/// <summary>A kernel at the points.</summary>
internal readonly unsafe struct KernelTransform<TPoints, TSize> : ITileTransform
    where TPoints : struct, IWinogradPoints where TSize : struct, ICount
{
    public static int From => TSize.Count;

    public static int To => TPoints.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes> =>
        TPoints.Evaluate<TLanes, TSize>(from, fromStep, to, toStep, scaled: true);
}

/// <summary>The gradient at the points to that of a kernel.</summary>
internal readonly unsafe struct KernelAdjoint<TPoints, TSize> : ITileTransform
    where TPoints : struct, IWinogradPoints where TSize : struct, ICount
{
    public static int From => TPoints.Count;

    public static int To => TSize.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes> =>
        TPoints.Sum<TLanes, TSize>(from, fromStep, to, toStep, scaled: true);
}
