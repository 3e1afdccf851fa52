using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Reductions of a dense row-major tensor (outer, length, inner) over its middle axis: y[o, i] = over l of x[o, l, i]. With
/// <c>accumulate</c> the result is added to y. A reduction over no elements gives its neutral value (0, 1, ∓∞; the mean NaN).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Reduce
{
    /// <summary>Sum, compensated: its error does not grow with the length.</summary>
    public static void Sum(Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner, bool accumulate = false) =>
        LineParts<ReduceKernel<SumReduction>>.Run(new(x, y, outer, length, inner, accumulate), outer, inner, Cost.Elements(outer * length * inner));

    /// <summary>Sum divided by the length.</summary>
    public static void Mean(Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner, bool accumulate = false) =>
        LineParts<ReduceKernel<MeanReduction>>.Run(new(x, y, outer, length, inner, accumulate), outer, inner, Cost.Elements(outer * length * inner));

    /// <summary>Largest element; NaN where one is NaN.</summary>
    public static void Max(Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner, bool accumulate = false) =>
        LineParts<ReduceKernel<MaxReduction>>.Run(new(x, y, outer, length, inner, accumulate), outer, inner, Cost.Elements(outer * length * inner));

    /// <summary>Smallest element; NaN where one is NaN.</summary>
    public static void Min(Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner, bool accumulate = false) =>
        LineParts<ReduceKernel<MinReduction>>.Run(new(x, y, outer, length, inner, accumulate), outer, inner, Cost.Elements(outer * length * inner));

    /// <summary>Product.</summary>
    public static void Product(Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner, bool accumulate = false) =>
        LineParts<ReduceKernel<ProductReduction>>.Run(new(x, y, outer, length, inner, accumulate), outer, inner, Cost.Elements(outer * length * inner));
}
