using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Products of row-major matrices with weights in <see cref="WeightLayout.Panels"/>, their two adjoints, and a general batched
/// product.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class MatrixMultiply
{
    /// <summary>y[m, n] = epilogue(Σ_k x[m, k]·W[k, n]) with W (inner, columns) in panels. y must overlap no other operand but what the
    /// epilogue reads at the very place that it writes.</summary>
    public static void Forward<TEpilogue>(
        Pointer<float> x, nint xStride, Pointer<float> panels, Pointer<float> y, nint yStride,
        nint rows, nint inner, nint columns, TEpilogue epilogue) where TEpilogue : struct, IEpilogue =>
        ForwardParts<TEpilogue>.Run(x, xStride, panels, y, yStride, rows, inner, columns, 0, epilogue);

    /// <summary>y[t, b, n] = epilogue(Σ_k x[b, t, k]·W[k, n]) with W (inner, columns) in panels: the product of a batch of sequences with
    /// the axis of time, whose entries in y are <paramref name="yStride"/> floats apart, before that of samples. Of the
    /// <paramref name="length"/> steps of each sequence, the first <paramref name="steps"/> are multiplied.</summary>
    public static void ForwardTurned<TEpilogue>(
        Pointer<float> x, nint xStride, Pointer<float> panels, Pointer<float> y, nint yStride,
        nint samples, nint length, nint steps, nint inner, nint columns, TEpilogue epilogue) where TEpilogue : struct, IEpilogue =>
        TurnedParts<TEpilogue>.Run(x, xStride, panels, y, yStride, samples, length, steps, inner, columns, epilogue);

    /// <summary>Floats of workspace that <see cref="InputGradient"/> needs.</summary>
    public static nint InputGradientWorkspace(nint inner, nint columns) =>
        Panels.Length(columns, nint.Min(inner, InputGradientParts<NoEpilogue>.Columns));

    /// <summary>dx[m, k] = epilogue(Σ_n dy[m, n]·W[k, n]) with W (inner, columns) in panels. Where one W serves many calls (the steps of
    /// a recurrence), call <see cref="Panels.Transpose"/> once, into <c>Panels.Length(columns, inner)</c> floats, and <see cref="Forward"/> for each.</summary>
    public static void InputGradient<TEpilogue>(
        Pointer<float> dy, nint dyStride, Pointer<float> panels, Pointer<float> dx, nint dxStride,
        nint rows, nint inner, nint columns, Pointer<float> workspace, TEpilogue epilogue) where TEpilogue : struct, IEpilogue =>
        new InputGradientParts<TEpilogue>(dy, dyStride, panels, dx, dxStride, rows, inner, columns, workspace, epilogue).Run();

    /// <summary>dx[m, ·] = Σ_n dy[m, n]·W[·, n] with W (width of a row, columns) in panels, each row that of the gradient with its number;
    /// handed over as its factors. All numbers are different.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number that no row has.</exception>
    public static void InputGradient(
        Pointer<float> dy, nint dyStride, Pointer<float> panels, Pointer<int> numbers, nint rows, GradientRows gradient, nint columns, string layer)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        gradient.Take(dy, dyStride, panels, numbers, rows, columns, layer);
    }

    /// <summary>dW[k, n] = Σ_m x[m, k]·dy[m, n], written in panels, whose padding becomes zero, or added to them.</summary>
    public static void WeightGradient(
        Pointer<float> x, nint xStride, Pointer<float> dy, nint dyStride, Pointer<float> gradientPanels,
        nint rows, nint inner, nint columns, bool accumulate) =>
        new WeightGradientParts(x, xStride, dy, dyStride, gradientPanels, rows, inner, columns, accumulate).Run();

    /// <summary>dW[k, n] = Σ_m x[m, k]·dy[m, n], handed over as its factors.</summary>
    public static void WeightGradient(
        Pointer<float> x, nint xStride, Pointer<float> dy, nint dyStride, ProductGradient gradient, nint rows, nint inner, nint columns)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        gradient.Take(x, xStride, dy, dyStride, rows, inner, columns);
    }

    /// <summary>c[b, m, n] = Σ_k a[b, m, k]·b[b, k, n] for operands with any strides (in elements).</summary>
    public static void Batched(
        Pointer<float> a, nint aBatchStride, nint aRowStride, nint aColumnStride,
        Pointer<float> b, nint bBatchStride, nint bRowStride, nint bColumnStride,
        Pointer<float> c, nint cBatchStride, nint cRowStride,
        nint batches, nint rows, nint inner, nint columns) =>
        new BatchedParts(
            a, aBatchStride, aRowStride, aColumnStride, b, bBatchStride, bRowStride, bColumnStride,
            c, cBatchStride, cRowStride, batches, rows, inner, columns).Run();
}
