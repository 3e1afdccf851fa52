using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>0, 1, −1 and infinity: for F(2, 3).</summary>
internal readonly unsafe struct FourPoints : IWinogradPoints
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interpolate<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes>
    {
        var x = new Pointer<float>(from);
        var y = new Pointer<float>(to);
        TLanes x0 = TLanes.Load(x, 0), x1 = TLanes.Load(x, fromStep), x2 = TLanes.Load(x, 2 * fromStep), x3 = TLanes.Load(x, 3 * fromStep);
        TLanes.Store(x0 - x2, y, 0);
        TLanes.Store(x2 + x1, y, toStep);
        TLanes.Store(x2 - x1, y, 2 * toStep);
        TLanes.Store(x3 - x1, y, 3 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Evaluate<TLanes, TCoefficients>(float* from, nint fromStep, float* to, nint toStep, bool scaled)
        where TLanes : struct, ILanes<TLanes> where TCoefficients : struct, ICount
    {
        var x = new Pointer<float>(from);
        var y = new Pointer<float>(to);
        TLanes x0 = TLanes.Load(x, 0), x1 = TLanes.Load(x, fromStep), even = x0, last = x1;
        if (TCoefficients.Count > 2)
            even += last = TLanes.Load(x, 2 * fromStep);
        TLanes plus = even + x1, minus = even - x1;
        TLanes.Store(x0, y, 0);
        TLanes.Store(scaled ? TLanes.Broadcast(0.5f) * plus : plus, y, toStep);
        TLanes.Store(scaled ? TLanes.Broadcast(0.5f) * minus : minus, y, 2 * toStep);
        TLanes.Store(last, y, 3 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum<TLanes, TCoefficients>(float* from, nint fromStep, float* to, nint toStep, bool scaled)
        where TLanes : struct, ILanes<TLanes> where TCoefficients : struct, ICount
    {
        var x = new Pointer<float>(from);
        var y = new Pointer<float>(to);
        TLanes plus = TLanes.Load(x, fromStep), minus = TLanes.Load(x, 2 * fromStep), last = TLanes.Load(x, 3 * fromStep);
        TLanes even = plus + minus, odd = plus - minus;
        if (scaled)
        {
            even *= TLanes.Broadcast(0.5f);
            odd *= TLanes.Broadcast(0.5f);
        }
        TLanes.Store(TLanes.Load(x, 0) + even, y, 0);
        if (TCoefficients.Count > 2)
        {
            TLanes.Store(odd, y, toStep);
            TLanes.Store(even + last, y, 2 * toStep);
        }
        else
        {
            TLanes.Store(odd + last, y, toStep);
        }
    }
}
