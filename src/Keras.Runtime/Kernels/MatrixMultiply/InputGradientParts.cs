using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dx = epilogue(dy·Wᵀ) by columns of dx: a few panels of the transpose at a time, which are still in the cache when they are
/// read. Each thread transposes its own.</summary>
internal readonly unsafe struct InputGradientParts<TEpilogue>(
    Pointer<float> dy, nint dyStride, Pointer<float> panels, Pointer<float> dx, nint dxStride,
    nint rows, nint inner, nint columns, Pointer<float> workspace, TEpilogue epilogue) : IParts where TEpilogue : struct, IEpilogue
{
    /// <summary>Columns of dx, hence rows of W, that are transposed at a time.</summary>
    internal const int Columns = 64;

    /// <summary>With fewer columns each thread takes rows of dx.</summary>
    private const int FewColumns = 4 * Columns;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Run()
    {
        long cost = Cost.Products(rows * inner * columns);
        if (rows == 1)
            Parts.RunKernel(
                new InputGradientRowKernel<TEpilogue>(dy, panels, dx, dxStride, inner, columns, epilogue, 0, inner), inner, Columns, cost);
        else if (inner < FewColumns && cost >= Cost.LeastWork) RunByRows();
        else Parts.Run(this, inner, Columns, cost);
    }

    public void Run(nint first, nint end, int worker)
    {
        var transposed = new Pointer<float>(
            worker == 0 ? workspace.Value : Workers.Scratch(worker, MatrixMultiply.InputGradientWorkspace(inner, columns)));
        for (nint next; first < end; first = next)
        {
            next = nint.Min(first + Columns, end);
            Panels.TransposeRows(panels, transposed, inner, columns, first, next);
            WidestLanes.Run(new ForwardKernel<TEpilogue>(dy, dyStride, transposed, dx, dxStride, rows, columns, next - first, first, epilogue));
        }
    }

    private void RunByRows()
    {
        for (nint first = 0, next; first < inner; first = next)
        {
            next = nint.Min(first + Columns, inner);
            Panels.TransposeRows(panels, workspace, inner, columns, first, next);
            ForwardParts<TEpilogue>.Run(dy, dyStride, workspace, dx, dxStride, rows, columns, next - first, first, epilogue);
        }
    }
}
