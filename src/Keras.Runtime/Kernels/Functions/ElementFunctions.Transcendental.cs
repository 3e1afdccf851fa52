using System.Runtime.CompilerServices;

namespace Keras.Kernels;

public static partial class ElementFunctions
{
    /// <summary>exp(x).</summary>
    [MethodImpl(Inline)]
    public static TLanes Exp<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Exp(x);

    /// <summary>exp(x) - 1, exact near 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes Expm1<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => Exponential.Expm1(x);

    /// <summary>ln x.</summary>
    [MethodImpl(Inline)]
    public static TLanes Log<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Log(x);

    /// <summary>ln(1 + x), exact near 0: the logarithm of the rounded sum u, times x/(u - 1).</summary>
    [MethodImpl(Inline)]
    public static TLanes Log1p<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes sum = x + one;
        TLanes rounded = sum - one;
        TLanes result = TLanes.SelectEqual(rounded, TLanes.Broadcast(0f), x, TLanes.Log(sum) * (x / rounded));
        return TLanes.SelectEqual(x, TLanes.Broadcast(float.PositiveInfinity), x, result);
    }

    /// <summary>tanh(x) = e/(e + 2) with e = exp(2x) - 1, which keeps its relative accuracy near 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes Tanh<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes bounded = TLanes.Clamp(x, -10f, 10f);
        TLanes e = Exponential.ModerateExpm1(bounded + bounded);
        return e / (e + TLanes.Broadcast(2f));
    }

    /// <summary>1/(1 + exp(-x)).</summary>
    [MethodImpl(Inline)]
    public static TLanes Sigmoid<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        return one / (one + TLanes.Exp(-x));
    }

    /// <summary>ln(1 + exp(x)) = max(x, 0) + ln(1 + exp(-|x|)).</summary>
    [MethodImpl(Inline)]
    public static TLanes Softplus<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes e = TLanes.Exp(-TLanes.Abs(x));
        TLanes sum = e + one;
        TLanes rounded = sum - one;
        return TLanes.Relu(x) + TLanes.SelectEqual(rounded, TLanes.Broadcast(0f), e, TLanes.Log(sum) * (e / rounded));
    }

    /// <summary>erf(x): x·P(x²) below 1, 1 - exp(-G(|x|)) above, both minimax polynomials.</summary>
    [MethodImpl(Inline)]
    public static TLanes Erf<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes z = x * x;
        TLanes p = TLanes.Broadcast(7.853860753e-05f);
        p = TLanes.FusedMultiplyAdd(p, z, TLanes.Broadcast(-8.010193423e-04f));
        p = TLanes.FusedMultiplyAdd(p, z, TLanes.Broadcast(5.188327660e-03f));
        p = TLanes.FusedMultiplyAdd(p, z, TLanes.Broadcast(-2.685381192e-02f));
        p = TLanes.FusedMultiplyAdd(p, z, TLanes.Broadcast(1.128358515e-01f));
        p = TLanes.FusedMultiplyAdd(p, z, TLanes.Broadcast(-3.761262582e-01f));
        // 2/√π in two parts: where x is small, this product alone is the result.
        TLanes small = TLanes.FusedMultiplyAdd(x, TLanes.FusedMultiplyAdd(p, z, TLanes.Broadcast(0.128379166f)), x);

        TLanes magnitude = TLanes.Abs(x);
        TLanes a = TLanes.Clamp(magnitude, 0f, 4f);
        TLanes g = TLanes.Broadcast(-1.888225562e-04f);
        g = TLanes.FusedMultiplyAdd(g, a, TLanes.Broadcast(2.972432000e-03f));
        g = TLanes.FusedMultiplyAdd(g, a, TLanes.Broadcast(-2.194039192e-02f));
        g = TLanes.FusedMultiplyAdd(g, a, TLanes.Broadcast(1.033272711e-01f));
        g = TLanes.FusedMultiplyAdd(g, a, TLanes.Broadcast(6.378831717e-01f));
        g = TLanes.FusedMultiplyAdd(g, a, TLanes.Broadcast(1.127251406e+00f));
        g = TLanes.FusedMultiplyAdd(g, a, TLanes.Broadcast(3.004403657e-04f));
        TLanes large = one - TLanes.Exp(-g);
        return TLanes.SelectLess(magnitude, one, small, TLanes.SelectLess(x, TLanes.Broadcast(0f), -large, large));
    }

    /// <summary>x to the power y, with the logarithm in two parts so that large powers keep their digits. A negative base has a
    /// value at whole powers only; x⁰ and 1ʸ are 1, whatever the other operand.</summary>
    [MethodImpl(Inline)]
    public static TLanes Pow<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes>
    {
        TLanes zero = TLanes.Broadcast(0f), one = TLanes.Broadcast(1f);
        TLanes infinity = TLanes.Broadcast(float.PositiveInfinity);
        TLanes magnitude = TLanes.Abs(x);

        TLanes log = Logarithm.LogInTwoParts(magnitude, out TLanes logLow);
        TLanes product = Logarithm.TwoProduct(log, y, out TLanes productLow);
        productLow = TLanes.FusedMultiplyAdd(logLow, y, productLow);
        // Far outside the range of exp the low part is of no use, and may be NaN.
        productLow = TLanes.SelectLess(TLanes.Abs(product), TLanes.Broadcast(128f), productLow, zero);
        TLanes exp = TLanes.Exp(product);
        TLanes result = TLanes.SelectEqual(exp, infinity, exp, TLanes.FusedMultiplyAdd(exp, productLow, exp));

        // 0, 1 and ∞ as bases, then the sign, then the power 0.
        TLanes grown = TLanes.SelectLess(zero, y, infinity, zero), shrunk = TLanes.SelectLess(zero, y, zero, infinity);
        result = TLanes.SelectEqual(magnitude, infinity, TLanes.SelectEqual(y, y, grown, y), result);
        result = TLanes.SelectEqual(magnitude, zero, TLanes.SelectEqual(y, y, shrunk, y), result);
        result = TLanes.SelectEqual(magnitude, one, one, result);
        result = TLanes.SelectEqual(x, x, result, x);
        TLanes half = y * TLanes.Broadcast(0.5f);
        TLanes forWhole = TLanes.SelectEqual(TLanes.Floor(half), half, result, -result);
        TLanes notWhole = TLanes.SelectEqual(magnitude, zero, result, TLanes.SelectEqual(magnitude, infinity, result, TLanes.Broadcast(float.NaN)));
        TLanes forNegative = TLanes.SelectEqual(TLanes.Floor(y), y, forWhole, notWhole);
        result = TLanes.SelectLess(x, zero, forNegative, result);
        return TLanes.SelectEqual(y, zero, one, result);
    }
}
