using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>The functions that emitted element-wise expressions are made of. All are inlined and work on any register width; NaN and
/// infinities go through as IEEE 754 and Keras have it. Truth values are 1 and 0, and every number but 0 counts as true.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ElementFunctions
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>x + y.</summary>
    [MethodImpl(Inline)]
    public static TLanes Add<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => x + y;

    /// <summary>x - y.</summary>
    [MethodImpl(Inline)]
    public static TLanes Subtract<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => x - y;

    /// <summary>x·y.</summary>
    [MethodImpl(Inline)]
    public static TLanes Multiply<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => x * y;

    /// <summary>x·y + z.</summary>
    [MethodImpl(Inline)]
    public static TLanes MultiplyAdd<TLanes>(TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> =>
        TLanes.FusedMultiplyAdd(x, y, z);

    /// <summary>x/y.</summary>
    [MethodImpl(Inline)]
    public static TLanes Divide<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => x / y;

    /// <summary>-x.</summary>
    [MethodImpl(Inline)]
    public static TLanes Negate<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => -x;

    /// <summary>|x|.</summary>
    [MethodImpl(Inline)]
    public static TLanes Abs<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Abs(x);

    /// <summary>The larger; NaN where either is NaN.</summary>
    [MethodImpl(Inline)]
    public static TLanes Max<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => TLanes.Max(x, y);

    /// <summary>The smaller; NaN where either is NaN.</summary>
    [MethodImpl(Inline)]
    public static TLanes Min<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => TLanes.Min(x, y);

    /// <summary>max(x, 0).</summary>
    [MethodImpl(Inline)]
    public static TLanes Relu<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Relu(x);

    /// <summary>min(max(x, low), high).</summary>
    [MethodImpl(Inline)]
    public static TLanes Clip<TLanes>(TLanes x, float low, float high) where TLanes : struct, ILanes<TLanes> => TLanes.Clamp(x, low, high);

    /// <summary>√x.</summary>
    [MethodImpl(Inline)]
    public static TLanes Sqrt<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Sqrt(x);

    /// <summary>1/√x, in two correctly rounded steps.</summary>
    [MethodImpl(Inline)]
    public static TLanes ReciprocalSqrt<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(1f) / TLanes.Sqrt(x);

    /// <summary>1/x.</summary>
    [MethodImpl(Inline)]
    public static TLanes Reciprocal<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(1f) / x;

    /// <summary>x².</summary>
    [MethodImpl(Inline)]
    public static TLanes Square<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => x * x;

    /// <summary>-1, 0 or 1; NaN stays NaN.</summary>
    [MethodImpl(Inline)]
    public static TLanes Sign<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes zero = TLanes.Broadcast(0f);
        return TLanes.SelectLess(x, zero, TLanes.Broadcast(-1f), TLanes.SelectLess(zero, x, TLanes.Broadcast(1f), x));
    }

    /// <summary>Largest whole number not above x.</summary>
    [MethodImpl(Inline)]
    public static TLanes Floor<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Floor(x);

    /// <summary>Smallest whole number not below x.</summary>
    [MethodImpl(Inline)]
    public static TLanes Ceiling<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => -TLanes.Floor(-x);

    /// <summary>Nearest whole number, halves to even.</summary>
    [MethodImpl(Inline)]
    public static TLanes Round<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes magnitude = TLanes.Abs(x), allWhole = TLanes.Broadcast(1 << FloatBits.MantissaBits);
        TLanes rounded = magnitude + allWhole - allWhole;
        return TLanes.SelectLess(magnitude, allWhole, TLanes.SelectLess(x, TLanes.Broadcast(0f), -rounded, rounded), x);
    }

    /// <summary>x - y·⌊x/y⌋: the remainder with the sign of y.</summary>
    [MethodImpl(Inline)]
    public static TLanes Modulo<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.FusedMultiplyAdd(-y, TLanes.Floor(x / y), x);
}
