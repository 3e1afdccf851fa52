using System.Runtime.CompilerServices;

namespace Keras.Kernels;

public static partial class ElementFunctions
{
    private const float TwoOverPi = 0.636619772f;

    // π/2 in four parts: the first three have 11 bits, so that a quadrant number below 2^13 times each is exact.
    private const float QuarterTurn1 = 1.5703125f;
    private const float QuarterTurn2 = 0.000483751296997070312f;
    private const float QuarterTurn3 = 7.54953362047672271729e-08f;
    private const float QuarterTurn4 = 2.56334406825708960298e-12f;

    /// <summary>sin(x), to 1e-7 for |x| below 10,000.</summary>
    [MethodImpl(Inline)]
    public static TLanes Sin<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes r = ReduceToQuadrant(x, out TLanes quadrant);
        return OfQuadrant(r, quadrant);
    }

    /// <summary>cos(x), to 1e-7 for |x| below 10,000.</summary>
    [MethodImpl(Inline)]
    public static TLanes Cos<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes r = ReduceToQuadrant(x, out TLanes quadrant);
        return OfQuadrant(r, quadrant + TLanes.Broadcast(1f));
    }

    [MethodImpl(Inline)]
    private static TLanes ReduceToQuadrant<TLanes>(TLanes x, out TLanes quadrant) where TLanes : struct, ILanes<TLanes>
    {
        quadrant = TLanes.Floor(TLanes.FusedMultiplyAdd(x, TLanes.Broadcast(TwoOverPi), TLanes.Broadcast(0.5f)));
        TLanes r = TLanes.FusedMultiplyAdd(quadrant, TLanes.Broadcast(-QuarterTurn1), x);
        r = TLanes.FusedMultiplyAdd(quadrant, TLanes.Broadcast(-QuarterTurn2), r);
        r = TLanes.FusedMultiplyAdd(quadrant, TLanes.Broadcast(-QuarterTurn3), r);
        return TLanes.FusedMultiplyAdd(quadrant, TLanes.Broadcast(-QuarterTurn4), r);
    }

    /// <summary>sin(r + quadrant·π/2) for |r| ≤ π/4.</summary>
    [MethodImpl(Inline)]
    private static TLanes OfQuadrant<TLanes>(TLanes r, TLanes quadrant) where TLanes : struct, ILanes<TLanes>
    {
        TLanes z = r * r;
        TLanes s = TLanes.FusedMultiplyAdd(z, TLanes.Broadcast(-1.951083924e-04f), TLanes.Broadcast(8.332131498e-03f));
        s = TLanes.FusedMultiplyAdd(z, s, TLanes.Broadcast(-1.666665423e-01f));
        s = TLanes.FusedMultiplyAdd(r * z, s, r);
        TLanes c = TLanes.FusedMultiplyAdd(z, TLanes.Broadcast(2.443120510e-05f), TLanes.Broadcast(-1.388730604e-03f));
        c = TLanes.FusedMultiplyAdd(z, c, TLanes.Broadcast(4.166664565e-02f));
        c = TLanes.FusedMultiplyAdd(z * z, c, TLanes.FusedMultiplyAdd(z, TLanes.Broadcast(-0.5f), TLanes.Broadcast(1f)));

        // quadrant mod 4, and of that the lowest bit: 0 and 2 are sines, 2 and 3 negative.
        TLanes four = TLanes.Broadcast(4f), two = TLanes.Broadcast(2f);
        quadrant -= four * TLanes.Floor(quadrant * TLanes.Broadcast(0.25f));
        TLanes odd = quadrant - two * TLanes.Floor(quadrant * TLanes.Broadcast(0.5f));
        TLanes value = TLanes.SelectEqual(odd, TLanes.Broadcast(0f), s, c);
        return TLanes.SelectLess(quadrant, two, value, -value);
    }
}
