using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>The natural logarithm. x = m·2^e with m about 1, f = m - 1, s = f/(2 + f):
/// ln m = 2·artanh(s) = 2s + s·R with R = s²·L(s²), L a minimax polynomial (relative error of ln m 1e-9), written as
/// f - (f²/2 - s·(f²/2 + R)) to keep the digits of f.</summary>
internal static class Logarithm
{
    // ln 2 in two parts; the first has so few bits that e times it is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Log<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes mantissa = SplitAny(x, out TLanes exponent);
        TLanes f = mantissa - TLanes.Broadcast(1f);
        TLanes s = f / (mantissa + TLanes.Broadcast(1f));
        TLanes halfSquare = TLanes.Broadcast(0.5f) * f * f;
        TLanes inner = TLanes.FusedMultiplyAdd(s, halfSquare + Remainder(s * s), exponent * TLanes.Broadcast(Ln2Low));
        TLanes result = TLanes.FusedMultiplyAdd(exponent, TLanes.Broadcast(Ln2High), f - (halfSquare - inner));
        return AtEnds(x, result);
    }

    /// <summary>ln x as a sum of two numbers, for positive finite x: about 10 bits more than one float32 holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes LogInTwoParts<TLanes>(TLanes x, out TLanes low) where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes mantissa = SplitAny(x, out TLanes exponent);
        TLanes f = mantissa - one;
        TLanes divisor = mantissa + one;
        TLanes divisorLow = mantissa - (divisor - one);
        TLanes s = f / divisor;
        TLanes product = TwoProduct(s, divisor, out TLanes productLow);
        TLanes sLow = (f - product - productLow - s * divisorLow) / divisor;
        TLanes tail = TLanes.FusedMultiplyAdd(s, Remainder(s * s), sLow + sLow) + exponent * TLanes.Broadcast(Ln2Low);
        TLanes head = exponent * TLanes.Broadcast(Ln2High);
        TLanes high = TwoSum(head, s + s, out TLanes error);
        low = error + tail;
        TLanes sum = high + low;
        low -= sum - high;
        return sum;
    }

    /// <summary>a·b and what its rounding lost (Dekker), without need of a fused instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes TwoProduct<TLanes>(TLanes a, TLanes b, out TLanes low) where TLanes : struct, ILanes<TLanes>
    {
        TLanes product = a * b;
        TLanes aHigh = HighHalf(a), bHigh = HighHalf(b);
        TLanes aLow = a - aHigh, bLow = b - bHigh;
        low = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
        return product;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes HighHalf<TLanes>(TLanes a) where TLanes : struct, ILanes<TLanes>
    {
        TLanes scaled = a * TLanes.Broadcast(4097f);
        return scaled - (scaled - a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes TwoSum<TLanes>(TLanes a, TLanes b, out TLanes low) where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = a + b;
        TLanes addend = sum - a;
        low = a - (sum - addend) + (b - addend);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Remainder<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes>
    {
        TLanes l = TLanes.FusedMultiplyAdd(z, TLanes.Broadcast(2.988518671e-01f), TLanes.Broadcast(3.997707941e-01f));
        return z * TLanes.FusedMultiplyAdd(z, l, TLanes.Broadcast(6.666677977e-01f));
    }

    /// <summary>Mantissa and exponent of subnormal numbers, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SplitAny<TLanes>(TLanes x, out TLanes exponent) where TLanes : struct, ILanes<TLanes>
    {
        TLanes smallest = TLanes.Broadcast(FloatBits.SmallestNormal);
        TLanes mantissa = TLanes.Split(TLanes.SelectLess(x, smallest, x * TLanes.Broadcast(1 << FloatBits.MantissaBits), x), out exponent);
        exponent -= TLanes.SelectLess(x, smallest, TLanes.Broadcast(FloatBits.MantissaBits), TLanes.Broadcast(0f));
        return mantissa;
    }

    /// <summary>-∞ at 0, NaN below, ∞ and NaN as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AtEnds<TLanes>(TLanes x, TLanes result) where TLanes : struct, ILanes<TLanes>
    {
        TLanes zero = TLanes.Broadcast(0f);
        result = TLanes.SelectLess(x, zero, TLanes.Broadcast(float.NaN), result);
        result = TLanes.SelectEqual(x, zero, TLanes.Broadcast(float.NegativeInfinity), result);
        return TLanes.SelectLess(x, TLanes.Broadcast(float.PositiveInfinity), result, x);
    }
}
