using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>0, ±½, ±1, ±2 and infinity: for F(4, 5). All factors are exact. Points of either sign share what is even and what is odd of
/// them.</summary>
internal readonly unsafe struct EightPoints : IWinogradPoints
{
    /// <summary>The sum of the points' squares, which is also that of the squares' products in pairs.</summary>
    private const float Squares = 5.25f;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interpolate<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes>
    {
        var x = new Pointer<float>(from);
        var y = new Pointer<float>(to);
        TLanes x1 = TLanes.Load(x, fromStep), x2 = TLanes.Load(x, 2 * fromStep), x3 = TLanes.Load(x, 3 * fromStep);
        TLanes x4 = TLanes.Load(x, 4 * fromStep), x5 = TLanes.Load(x, 5 * fromStep), x6 = TLanes.Load(x, 6 * fromStep);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(Squares), x4 - x2, TLanes.Load(x, 0) - x6), y, 0);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(Squares), x3 - x5, TLanes.Load(x, 7 * fromStep) - x1), y, 7 * toStep);
        StorePair(Quadratic(x2, x4, x6, 4f, -5f), Quadratic(x1, x3, x5, 4f, -5f), 0.5f, y, toStep, 1);
        StorePair(Quadratic(x2, x4, x6, 1f, -4.25f), Quadratic(x1, x3, x5, 1f, -4.25f), 1f, y, toStep, 3);
        StorePair(Quadratic(x2, x4, x6, 0.25f, -1.25f), Quadratic(x1, x3, x5, 0.25f, -1.25f), 2f, y, toStep, 5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Evaluate<TLanes, TCoefficients>(float* from, nint fromStep, float* to, nint toStep, bool scaled)
        where TLanes : struct, ILanes<TLanes> where TCoefficients : struct, ICount
    {
        var x = new Pointer<float>(from);
        var y = new Pointer<float>(to);
        TLanes x0 = TLanes.Load(x, 0), x1 = TLanes.Load(x, fromStep), x2 = TLanes.Load(x, 2 * fromStep), x3 = TLanes.Load(x, 3 * fromStep);
        TLanes x4 = TCoefficients.Count > 4 ? TLanes.Load(x, 4 * fromStep) : TLanes.Broadcast(0f);
        TLanes.Store(x0, y, 0);
        EvaluatePair<TLanes, TCoefficients>(x0, x1, x2, x3, x4, 0.25f, 0.5f, scaled ? 1 / 1.40625f : 1f, y, toStep, 1);
        EvaluatePair<TLanes, TCoefficients>(x0, x1, x2, x3, x4, 1f, 1f, scaled ? 1 / -4.5f : 1f, y, toStep, 3);
        EvaluatePair<TLanes, TCoefficients>(x0, x1, x2, x3, x4, 4f, 2f, scaled ? 1 / 90f : 1f, y, toStep, 5);
        TLanes.Store(TCoefficients.Count > 4 ? x4 : x3, y, 7 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum<TLanes, TCoefficients>(float* from, nint fromStep, float* to, nint toStep, bool scaled)
        where TLanes : struct, ILanes<TLanes> where TCoefficients : struct, ICount
    {
        var x = new Pointer<float>(from);
        var y = new Pointer<float>(to);
        LoadPair(x, fromStep, 1, scaled, 1 / 1.40625f, out TLanes halfEven, out TLanes halfOdd);
        LoadPair(x, fromStep, 3, scaled, 1 / -4.5f, out TLanes oneEven, out TLanes oneOdd);
        LoadPair(x, fromStep, 5, scaled, 1 / 90f, out TLanes twoEven, out TLanes twoOdd);
        TLanes last = TLanes.Load(x, 7 * fromStep);
        TLanes.Store(TLanes.Load(x, 0) + oneEven + (halfEven + twoEven), y, 0);
        TLanes.Store(Weigh(0.5f, halfOdd, oneOdd, 2f, twoOdd), y, toStep);
        TLanes.Store(Weigh(0.25f, halfEven, oneEven, 4f, twoEven), y, 2 * toStep);
        TLanes cubes = Weigh(0.125f, halfOdd, oneOdd, 8f, twoOdd);
        TLanes.Store(TCoefficients.Count > 4 ? cubes : cubes + last, y, 3 * toStep);
        if (TCoefficients.Count > 4)
            TLanes.Store(Weigh(0.0625f, halfEven, oneEven, 16f, twoEven) + last, y, 4 * toStep);
    }

    /// <summary>c + b·middle + a·low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Quadratic<TLanes>(TLanes low, TLanes middle, TLanes high, float a, float b) where TLanes : struct, ILanes<TLanes> =>
        TLanes.FusedMultiplyAdd(TLanes.Broadcast(a), low, TLanes.FusedMultiplyAdd(TLanes.Broadcast(b), middle, high));

    /// <summary>even ± factor·odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair<TLanes>(TLanes even, TLanes odd, float factor, Pointer<float> to, nint step, nint place) where TLanes : struct, ILanes<TLanes>
    {
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(factor), odd, even), to, place * step);
        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(-factor), odd, even), to, (place + 1) * step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EvaluatePair<TLanes, TCoefficients>(
        TLanes x0, TLanes x1, TLanes x2, TLanes x3, TLanes x4, float square, float root, float scale, Pointer<float> to, nint step, nint place)
        where TLanes : struct, ILanes<TLanes> where TCoefficients : struct, ICount
    {
        TLanes even = TLanes.FusedMultiplyAdd(TLanes.Broadcast(square), x2, x0), odd = TLanes.FusedMultiplyAdd(TLanes.Broadcast(square), x3, x1);
        if (TCoefficients.Count > 4)
            even = TLanes.FusedMultiplyAdd(TLanes.Broadcast(square * square), x4, even);
        if (scale != 1f)
            even *= TLanes.Broadcast(scale);
        StorePair(even, odd, root * scale, to, step, place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadPair<TLanes>(Pointer<float> from, nint step, nint place, bool scaled, float scale, out TLanes even, out TLanes odd)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes plus = TLanes.Load(from, place * step), minus = TLanes.Load(from, (place + 1) * step);
        even = plus + minus;
        odd = plus - minus;
        if (!scaled)
            return;
        even *= TLanes.Broadcast(scale);
        odd *= TLanes.Broadcast(scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Weigh<TLanes>(float halfFactor, TLanes half, TLanes one, float twoFactor, TLanes two) where TLanes : struct, ILanes<TLanes> =>
        TLanes.FusedMultiplyAdd(TLanes.Broadcast(halfFactor), half, TLanes.FusedMultiplyAdd(TLanes.Broadcast(twoFactor), two, one));
}
