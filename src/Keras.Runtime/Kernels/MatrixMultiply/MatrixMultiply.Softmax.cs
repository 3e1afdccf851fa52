using Keras.Hosting;

namespace Keras.Kernels;

public static partial class MatrixMultiply
{
    /// <summary>y[m, ·] = softmax(epilogue(Σ_k x[m, k]·W[k, ·])): a product whose rows, while they are still in the cache, become
    /// probabilities. The rows of y follow each other.</summary>
    public static void ForwardSoftmax<TEpilogue>(
        Pointer<float> x, nint xStride, Pointer<float> panels, Pointer<float> y,
        nint rows, nint inner, nint columns, TEpilogue epilogue) where TEpilogue : struct, IEpilogue
    {
        Forward(x, xStride, panels, y, columns, rows, inner, columns, epilogue);
        Softmax.Forward(y, y, rows, columns);
    }
}
