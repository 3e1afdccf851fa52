using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dx = epilogue(dy·Wᵀ) by columns of dx: a few panels of the transpose at a time, which are still in the cache when they are
/// read. Each thread transposes its own. With few rows it pays to turn dy and dx around instead.</summary>
internal readonly unsafe struct InputGradientParts<TEpilogue>(
    Pointer<float> dy, nint dyStride, Pointer<float> panels, Pointer<float> dx, nint dxStride,
    nint rows, nint inner, nint columns, Pointer<float> workspace, TEpilogue epilogue) : IParts where TEpilogue : struct, IEpilogue
{
    /// <summary>Columns of dx, hence rows of W, that are transposed at a time.</summary>
    internal const int Columns = 64;

    /// <summary>With fewer columns each thread takes rows of dx.</summary>
    private const int FewColumns = 4 * Columns;

    /// <summary>Rows whose products with a square of 16x16 weights take as long as turning the square around: some 80 cycles.</summary>
    private const int SquareOfWeights = 5;

    /// <summary>The same for a square of dy or dx, whose rows are not neighbours, and which may go through an epilogue besides.</summary>
    private const int SquareOfRows = 7;

    /// <summary>Whether to turn dy and dx around is less work than to turn W: rows are made up to whole registers, and their products with W
    /// paid for. The panels of dyᵀ must fit into the workspace.</summary>
    internal static bool TurnsRows(nint rows, nint inner, nint columns)
    {
        nint registers = Panels.Count(rows), down = Panels.Count(inner), across = Panels.Count(columns);
        nint padding = registers * Panels.Width - rows;
        return registers <= Panels.Count(nint.Min(inner, Columns))
            && padding * down * across + SquareOfRows * registers * (down + across) < SquareOfWeights * down * across;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Run()
    {
        long cost = Cost.Products(rows * inner * columns);
        if (rows == 1)
            Parts.RunKernel(
                new InputGradientRowKernel<TEpilogue>(dy, panels, dx, dxStride, inner, columns, epilogue, 0, inner), inner, Columns, cost);
        else if (TurnsRows(rows, inner, columns)) RunTurned(cost);
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

    private void RunTurned(long cost)
    {
        Panels.PackTransposed(dy, dyStride, workspace, rows, columns);
        Parts.RunKernel(
            new InputGradientFewRowsKernel<TEpilogue>(workspace, panels, dx, dxStride, rows, inner, columns, epilogue, 0, inner), inner, Columns, cost);
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
