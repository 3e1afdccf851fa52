using System.Runtime.CompilerServices;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>Short runs of floats, some to some hundred: inlined loops over registers, where a call would cost more than the work. The
/// last register overlaps the one before, so that nothing beyond the run is touched.</summary>
internal static unsafe class Runs
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy<TLanes>(float* from, float* to, nint count) where TLanes : struct, ILanes<TLanes>
    {
        if (count >= TLanes.Count)
        {
            nint last = count - TLanes.Count;
            for (nint i = 0; i < last; i += TLanes.Count) Store(Load<TLanes>(from + i), to + i);
            Store(Load<TLanes>(from + last), to + last);
        }
        else if (count >= 8)
        {
            Store(Load<Lanes8>(from), to);
            Store(Load<Lanes8>(from + count - 8), to + count - 8);
        }
        else if (count >= 4)
        {
            Store(Load<Lanes4>(from), to);
            Store(Load<Lanes4>(from + count - 4), to + count - 4);
        }
        else
        {
            for (nint i = 0; i < count; i++) to[i] = from[i];
        }
    }

    /// <summary>Copies runs of one length, each a step further on; which registers it takes is decided once. Each kind of loop is a method of
    /// its own: together they are more than the JIT inlines into one.</summary>
    internal static void CopyAll<TLanes>(float* from, nint fromStep, float* to, nint toStep, nint length, nint runs)
        where TLanes : struct, ILanes<TLanes>
    {
        if (length > 16) CopyLong<TLanes>(from, fromStep, to, toStep, length, runs);
        else if (TLanes.Count >= 8 && length >= 8) CopyShort<Lanes8>(from, fromStep, to, toStep, length, runs);
        else if (TLanes.Count >= 4 && length >= 4) CopyQuads(from, fromStep, to, toStep, length, runs);
        else CopyFloats(from, fromStep, to, toStep, length, runs);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void CopyLong<TLanes>(float* from, nint fromStep, float* to, nint toStep, nint length, nint runs)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint i = 0; i < runs; i++, from += fromStep, to += toStep) Copy<TLanes>(from, to, length);
    }

    /// <summary>One to two registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void CopyShort<TLanes>(float* from, nint fromStep, float* to, nint toStep, nint length, nint runs)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint i = 0; i < runs; i++, from += fromStep, to += toStep) CopyOverlapping<TLanes>(from, to, length);
    }

    /// <summary>Up to 8 floats, or up to 16 where registers are that narrow.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void CopyQuads(float* from, nint fromStep, float* to, nint toStep, nint length, nint runs)
    {
        for (nint i = 0; i < runs; i++, from += fromStep, to += toStep)
        {
            if (length > 8) Store(Load<Lanes4>(from + 4), to + 4);
            if (length > 12) Store(Load<Lanes4>(from + 8), to + 8);
            CopyOverlapping<Lanes4>(from, to, length);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void CopyFloats(float* from, nint fromStep, float* to, nint toStep, nint length, nint runs)
    {
        for (nint run = 0; run < runs; run++, from += fromStep, to += toStep)
            for (nint i = 0; i < length; i++) to[i] = from[i];
    }

    /// <summary>One to two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyOverlapping<TLanes>(float* from, float* to, nint count) where TLanes : struct, ILanes<TLanes>
    {
        TLanes start = Load<TLanes>(from), end = Load<TLanes>(from + count - TLanes.Count);
        Store(start, to);
        Store(end, to + count - TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Clear<TLanes>(float* to, nint count) where TLanes : struct, ILanes<TLanes>
    {
        nint i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count) Store(TLanes.Broadcast(0f), to + i);
        for (; i < count; i++) to[i] = 0f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add<TLanes>(float* from, float* to, nint count) where TLanes : struct, ILanes<TLanes>
    {
        nint i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count) Store(Load<TLanes>(to + i) + Load<TLanes>(from + i), to + i);
        if (TLanes.Count > 4)
            for (; i + 4 <= count; i += 4) Store(Load<Lanes4>(to + i) + Load<Lanes4>(from + i), to + i);
        for (; i < count; i++) to[i] += from[i];
    }
}
