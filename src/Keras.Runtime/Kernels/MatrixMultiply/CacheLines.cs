using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>What matrix products do for the caches: rows that would drive each other out are moved together, and what is needed next is
/// asked for in time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CacheLines
{
    /// <summary>Asks for a part of a matrix, which an epilogue reads next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ask(Pointer<float> matrix, nint stride, nint row, nint rows, nint column, nint columns) =>
        Prefetch(matrix.Value + row * stride + column, stride, rows, (columns + Floats - 1) / Floats);

    /// <summary>Floats of a line.</summary>
    internal const int Floats = 16;

    // The first-level cache of most machines: 32 KiB.
    private const int Sets = 64, Ways = 8;

    /// <summary>Whether so many lines of each row fall into so few sets of the first-level cache that they cannot stay there beside what else
    /// is at work: as where rows are a large power of two apart.</summary>
    internal static bool Conflict(nint stride, nint rows, int lines)
    {
        if (stride % Floats != 0 || stride == 0)
            return false;
        int sets = Math.Max(1, Sets >> Math.Min(BitOperations.TrailingZeroCount(stride / Floats), 30));
        return 2 * rows * lines > Math.Min(Sets, sets * lines) * Ways;
    }

    /// <summary>Moves rows of one or two registers together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gather<TLanes>(float* source, nint stride, float* target, nint rows, bool two) where TLanes : struct, ILanes<TLanes>
    {
        if (two)
        {
            for (nint row = 0; row < rows; row++, source += stride, target += 2 * TLanes.Count)
            {
                TLanes first = TLanes.Load(new Pointer<float>(source), 0), second = TLanes.Load(new Pointer<float>(source), TLanes.Count);
                TLanes.Store(first, new Pointer<float>(target), 0);
                TLanes.Store(second, new Pointer<float>(target), TLanes.Count);
            }
            return;
        }
        for (nint row = 0; row < rows; row++, source += stride, target += TLanes.Count)
            TLanes.Store(TLanes.Load(new Pointer<float>(source), 0), new Pointer<float>(target), 0);
    }

    /// <summary>Asks for all lines of some memory.</summary>
    internal static void Prefetch(ReadOnlySpan<float> memory)
    {
        fixed (float* first = memory) Prefetch(first, Floats, (memory.Length + Floats - 1) / Floats, lines: 1);
    }

    /// <summary>Asks for the line at the beginning of each row, between other work; addresses beyond the end of memory do no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AskNext(float* source, nint stride, nint rows)
    {
        if (!Sse.IsSupported)
            return;
        for (nint row = 0; row < rows; row++, source += stride)
            Sse.Prefetch1(source);
    }

    /// <summary>Asks for the lines at the beginning of rows; addresses beyond the end of memory do no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Prefetch(float* source, nint stride, nint rows, nint lines)
    {
        if (!Sse.IsSupported)
            return;
        for (nint row = 0; row < rows; row++, source += stride)
        {
            for (nint line = 0; line < lines; line++)
                Sse.Prefetch1(source + line * Floats);
        }
    }
}
