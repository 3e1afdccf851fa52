using Keras.Hosting;

namespace Keras.Kernels;

public static partial class MatrixMultiply
{
    /// <summary>y[m, n] = epilogue(Σ_k x[m, k]·W[k, n]) with W (inner, columns) in panels of bfloat16, as <see cref="BFloat16Panels.Round"/>
    /// makes them; sums are those of float32. y must overlap no other operand but what the epilogue reads at the very place that it writes.</summary>
    public static void ForwardBFloat16<TEpilogue>(
        Pointer<float> x, nint xStride, Pointer<float> pairs, Pointer<float> y, nint yStride,
        nint rows, nint inner, nint columns, TEpilogue epilogue) where TEpilogue : struct, IEpilogue =>
        new BFloat16ForwardParts<TEpilogue>(x, xStride, pairs, y, yStride, rows, inner, columns, epilogue).Run();
}
