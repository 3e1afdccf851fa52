using System.Runtime.CompilerServices;
using Keras.Hosting;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Load<TLanes>(float* address) where TLanes : struct, ILanes<TLanes> => TLanes.Load(new Pointer<float>(address), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes>(TLanes value, float* address) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Store(value, new Pointer<float>(address), 0);
}
