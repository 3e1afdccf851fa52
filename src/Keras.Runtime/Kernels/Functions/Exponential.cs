using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>exp and exp - 1. With n = round(x / ln 2) and r = x - n·ln 2, both are built from expm1(r) = r + r²·P(r), |r| ≤ ln 2 / 2;
/// P is a minimax polynomial whose error, relative to expm1(r), is 1.4e-8.</summary>
internal static class Exponential
{
    /// <summary>Above it exp is infinite in float32.</summary>
    internal const float Overflow = 89f;

    /// <summary>Below it exp is 0 in float32.</summary>
    internal const float Underflow = -104f;

    private const float InverseLn2 = 1.44269504f;

    // ln 2 in two parts; the first has so few bits that n times it is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>1.5·2^23: adding and subtracting it rounds to the nearest whole number.</summary>
    private const float Rounder = 12582912f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Exp<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes reduced = ReducedExpm1(TLanes.Clamp(x, Underflow, Overflow), out TLanes power);
        return TLanes.Scale(reduced + TLanes.Broadcast(1f), power);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Expm1<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes reduced = ReducedExpm1(TLanes.Clamp(x, Underflow, Overflow), out TLanes power);
        TLanes result = TLanes.Scale(reduced, power) + (TLanes.Scale(one, power) - one);
        // 2^128 is infinite where exp is not yet: there the 1 no longer counts.
        return TLanes.SelectLess(TLanes.Broadcast(80f), x, TLanes.Scale(reduced + one, power), result);
    }

    /// <summary>expm1 for arguments from -40 to 40, without the care at the ends of the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes ModerateExpm1<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes reduced = ReducedExpm1(x, out TLanes power);
        TLanes scale = TLanes.Scale(TLanes.Broadcast(1f), power);
        return TLanes.FusedMultiplyAdd(reduced, scale, scale - TLanes.Broadcast(1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ReducedExpm1<TLanes>(TLanes x, out TLanes power) where TLanes : struct, ILanes<TLanes>
    {
        TLanes rounder = TLanes.Broadcast(Rounder);
        power = TLanes.FusedMultiplyAdd(x, TLanes.Broadcast(InverseLn2), rounder) - rounder;
        TLanes r = TLanes.FusedMultiplyAdd(power, TLanes.Broadcast(-Ln2High), x);
        r = TLanes.FusedMultiplyAdd(power, TLanes.Broadcast(-Ln2Low), r);
        TLanes p = TLanes.Broadcast(1.394759845e-03f);
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Broadcast(8.367246773e-03f));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Broadcast(4.166626653e-02f));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Broadcast(1.666653802e-01f));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Broadcast(5.000000066e-01f));
        return TLanes.FusedMultiplyAdd(p, r * r, r);
    }
}
