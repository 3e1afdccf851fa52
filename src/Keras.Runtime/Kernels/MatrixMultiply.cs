using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Products of row-major matrices with weights in <see cref="WeightLayout.Panels"/>, their two adjoints, and a general batched
/// product.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class MatrixMultiply
{
    /// <summary>y[m, n] = epilogue(Σ_k x[m, k]·W[k, n]) with W (inner, columns) in panels. y must overlap no other operand but what the
    /// epilogue reads at the very place that it writes.</summary>
    public static void Forward<TEpilogue>(
        Pointer<float> x, nint xStride, Pointer<float> panels, Pointer<float> y, nint yStride,
        nint rows, nint inner, nint columns, TEpilogue epilogue) where TEpilogue : struct, IEpilogue
    {
        for (nint m = 0; m < rows; m++)
        {
            for (nint n = 0; n < columns; n++)
            {
                float sum = 0;
                for (nint k = 0; k < inner; k++)
                    sum += x.Value[m * xStride + k] * panels.Value[n / 16 * inner * 16 + k * 16 + n % 16];
                Lanes1.Store(epilogue.Apply(Lanes1.Broadcast(sum), m, n), y, m * yStride + n);
            }
        }
    }

    /// <summary>Floats of workspace that <see cref="InputGradient"/> needs.</summary>
    public static nint InputGradientWorkspace(nint inner, nint columns) => Panels.Length(columns, inner);

    /// <summary>dx[m, k] = epilogue(Σ_n dy[m, n]·W[k, n]) with W (inner, columns) in panels.</summary>
    public static void InputGradient<TEpilogue>(
        Pointer<float> dy, nint dyStride, Pointer<float> panels, Pointer<float> dx, nint dxStride,
        nint rows, nint inner, nint columns, Pointer<float> workspace, TEpilogue epilogue) where TEpilogue : struct, IEpilogue
    {
        for (nint k = 0; k < inner; k++)
            for (nint n = 0; n < columns; n++)
                workspace.Value[k / 16 * columns * 16 + n * 16 + k % 16] = panels.Value[n / 16 * inner * 16 + k * 16 + n % 16];
        Forward(dy, dyStride, workspace, dx, dxStride, rows, columns, inner, epilogue);
    }

    /// <summary>dW[k, n] = Σ_m x[m, k]·dy[m, n], written (or added) in panels; their padding stays zero.</summary>
    public static void WeightGradient(
        Pointer<float> x, nint xStride, Pointer<float> dy, nint dyStride, Pointer<float> gradientPanels,
        nint rows, nint inner, nint columns, bool accumulate)
    {
        for (nint k = 0; k < inner; k++)
        {
            for (nint n = 0; n < Panels.Count(columns) * 16; n++)
            {
                float sum = 0;
                for (nint m = 0; m < rows && n < columns; m++)
                    sum += x.Value[m * xStride + k] * dy.Value[m * dyStride + n];
                float* target = gradientPanels.Value + n / 16 * inner * 16 + k * 16 + n % 16;
                *target = accumulate ? *target + sum : sum;
            }
        }
    }

    /// <summary>c[b, m, n] = Σ_k a[b, m, k]·b[b, k, n] for operands with any strides (in elements).</summary>
    public static void Batched(
        Pointer<float> a, nint aBatchStride, nint aRowStride, nint aColumnStride,
        Pointer<float> b, nint bBatchStride, nint bRowStride, nint bColumnStride,
        Pointer<float> c, nint cBatchStride, nint cRowStride,
        nint batches, nint rows, nint inner, nint columns)
    {
        for (nint batch = 0; batch < batches; batch++)
        {
            for (nint m = 0; m < rows; m++)
            {
                for (nint n = 0; n < columns; n++)
                {
                    float sum = 0;
                    for (nint k = 0; k < inner; k++)
                        sum += a.Value[batch * aBatchStride + m * aRowStride + k * aColumnStride] * b.Value[batch * bBatchStride + k * bRowStride + n * bColumnStride];
                    c.Value[batch * cBatchStride + m * cRowStride + n] = sum;
                }
            }
        }
    }
}
