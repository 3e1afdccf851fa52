using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>0, ±√½, ±√2 and infinity: for F(4, 3) and F(2, 5). Their products are 1, so that the transforms' factors stay near 1: a
/// third of the error of 0, ±1, ±2. Points of either sign share what is even and what is odd of them.</summary>
internal readonly unsafe struct SixPoints : IWinogradPoints
{
    private const float NearSquared = 0.5f, FarSquared = 2f, Near = 0.70710678f, Far = 1.41421356f;

    /// <summary>The denominators' inverses: each point's distances from all others, multiplied (that of 0 is 1).</summary>
    private const float NearScale = 1 / (2 * NearSquared * (NearSquared - FarSquared)), FarScale = 1 / (2 * FarSquared * (FarSquared - NearSquared));

    public static int Count => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interpolate<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes>
    {
        var x = new Pointer<float>(from);
        var y = new Pointer<float>(to);
        TLanes x0 = TLanes.Load(x, 0), x1 = TLanes.Load(x, fromStep), x2 = TLanes.Load(x, 2 * fromStep), x3 = TLanes.Load(x, 3 * fromStep);
        TLanes x4 = TLanes.Load(x, 4 * fromStep), x5 = TLanes.Load(x, 5 * fromStep);
        TLanes both = TLanes.Broadcast(-NearSquared - FarSquared);
        TLanes.Store(TLanes.FusedMultiplyAdd(both, x2, x0 + x4), y, 0);
        TLanes.Store(TLanes.FusedMultiplyAdd(both, x3, x1 + x5), y, 5 * toStep);
        TLanes even = TLanes.FusedMultiplyAdd(TLanes.Broadcast(-FarSquared), x2, x4), odd = TLanes.FusedMultiplyAdd(TLanes.Broadcast(-FarSquared), x1, x3);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(Near), odd, even), y, toStep);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(-Near), odd, even), y, 2 * toStep);
        even = TLanes.FusedMultiplyAdd(TLanes.Broadcast(-NearSquared), x2, x4);
        odd = TLanes.FusedMultiplyAdd(TLanes.Broadcast(-NearSquared), x1, x3);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(Far), odd, even), y, 3 * toStep);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(-Far), odd, even), y, 4 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Evaluate<TLanes, TCoefficients>(float* from, nint fromStep, float* to, nint toStep, bool scaled)
        where TLanes : struct, ILanes<TLanes> where TCoefficients : struct, ICount
    {
        var x = new Pointer<float>(from);
        var y = new Pointer<float>(to);
        TLanes x0 = TLanes.Load(x, 0), x1 = TLanes.Load(x, fromStep);
        TLanes nearEven = x0, farEven = x0, nearOdd = x1, farOdd = x1, last = x1;
        if (TCoefficients.Count > 2)
        {
            last = TLanes.Load(x, 2 * fromStep);
            nearEven = TLanes.FusedMultiplyAdd(TLanes.Broadcast(NearSquared), last, nearEven);
            farEven = TLanes.FusedMultiplyAdd(TLanes.Broadcast(FarSquared), last, farEven);
        }
        if (TCoefficients.Count > 3)
        {
            last = TLanes.Load(x, 3 * fromStep);
            nearOdd = TLanes.FusedMultiplyAdd(TLanes.Broadcast(NearSquared), last, nearOdd);
            farOdd = TLanes.FusedMultiplyAdd(TLanes.Broadcast(FarSquared), last, farOdd);
        }
        if (TCoefficients.Count > 4)
        {
            last = TLanes.Load(x, 4 * fromStep);
            nearEven = TLanes.FusedMultiplyAdd(TLanes.Broadcast(NearSquared * NearSquared), last, nearEven);
            farEven = TLanes.FusedMultiplyAdd(TLanes.Broadcast(FarSquared * FarSquared), last, farEven);
        }
        if (scaled)
        {
            nearEven *= TLanes.Broadcast(NearScale);
            farEven *= TLanes.Broadcast(FarScale);
        }
        float near = scaled ? Near * NearScale : Near, far = scaled ? Far * FarScale : Far;
        TLanes.Store(x0, y, 0);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(near), nearOdd, nearEven), y, toStep);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(-near), nearOdd, nearEven), y, 2 * toStep);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(far), farOdd, farEven), y, 3 * toStep);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(-far), farOdd, farEven), y, 4 * toStep);
        TLanes.Store(last, y, 5 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum<TLanes, TCoefficients>(float* from, nint fromStep, float* to, nint toStep, bool scaled)
        where TLanes : struct, ILanes<TLanes> where TCoefficients : struct, ICount
    {
        var x = new Pointer<float>(from);
        var y = new Pointer<float>(to);
        TLanes plus = TLanes.Load(x, fromStep), minus = TLanes.Load(x, 2 * fromStep), nearEven = plus + minus, nearOdd = plus - minus;
        plus = TLanes.Load(x, 3 * fromStep);
        minus = TLanes.Load(x, 4 * fromStep);
        TLanes farEven = plus + minus, farOdd = plus - minus, last = TLanes.Load(x, 5 * fromStep);
        if (scaled)
        {
            nearEven *= TLanes.Broadcast(NearScale);
            farEven *= TLanes.Broadcast(FarScale);
        }
        nearOdd *= TLanes.Broadcast(scaled ? Near * NearScale : Near);
        farOdd *= TLanes.Broadcast(scaled ? Far * FarScale : Far);
        TLanes.Store(TLanes.Load(x, 0) + (nearEven + farEven), y, 0);
        if (TCoefficients.Count == 2)
        {
            TLanes.Store(nearOdd + farOdd + last, y, toStep);
            return;
        }
        TLanes.Store(nearOdd + farOdd, y, toStep);
        if (TCoefficients.Count == 3)
        {
            TLanes.Store(Weigh(NearSquared, nearEven, FarSquared, farEven) + last, y, 2 * toStep);
            return;
        }
        TLanes.Store(Weigh(NearSquared, nearEven, FarSquared, farEven), y, 2 * toStep);
        if (TCoefficients.Count == 4)
        {
            TLanes.Store(Weigh(NearSquared, nearOdd, FarSquared, farOdd) + last, y, 3 * toStep);
            return;
        }
        TLanes.Store(Weigh(NearSquared, nearOdd, FarSquared, farOdd), y, 3 * toStep);
        TLanes.Store(Weigh(NearSquared * NearSquared, nearEven, FarSquared * FarSquared, farEven) + last, y, 4 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Weigh<TLanes>(float nearFactor, TLanes near, float farFactor, TLanes far) where TLanes : struct, ILanes<TLanes> =>
        TLanes.FusedMultiplyAdd(TLanes.Broadcast(nearFactor), near, TLanes.Broadcast(farFactor) * far);
}
