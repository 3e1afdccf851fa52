using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dx = epilogue(dy·Wᵀ) for few rows, as dxᵀ = W·dyᵀ: W is read where it lies, and what is turned around is the smaller dy, before, and
/// dx, tile by tile. Every element is the same sum as with the transpose of W. Threads take rows of W.</summary>
/// <param name="turned">dyᵀ in panels.</param>
/// <param name="panels">W.</param>
/// <param name="dx">Result.</param>
/// <param name="dxStride">From row to row of it.</param>
/// <param name="rows">Of dx and dy.</param>
/// <param name="inner">Columns of dx.</param>
/// <param name="columns">Columns of dy.</param>
/// <param name="epilogue">What happens to each element of dx.</param>
/// <param name="firstRow">The first row of W.</param>
/// <param name="endRow">Behind the last one.</param>
internal readonly unsafe struct InputGradientFewRowsKernel<TEpilogue>(
    Pointer<float> turned, Pointer<float> panels, Pointer<float> dx, nint dxStride, nint rows, nint inner, nint columns, TEpilogue epilogue,
    nint firstRow, nint endRow) : IDivisible<InputGradientFewRowsKernel<TEpilogue>> where TEpilogue : struct, IEpilogue
{
    /// <summary>Rows of dx, hence columns of dyᵀ, that are computed for some rows of W before the next ones: two registers at the most.</summary>
    private const int Columns = 2 * Panels.Width;

    /// <summary>Those rows of W: so many that most results are in the cache, and no longer on their way there, when they are turned around.</summary>
    private const int Rows = 4 * Panels.Width;

    private const int Block = Rows * Panels.Width, Square = Panels.Width * Panels.Width;

    public InputGradientFewRowsKernel<TEpilogue> Part(nint first, nint end) => new(turned, panels, dx, dxStride, rows, inner, columns, epilogue, first, end);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[2 * Block + Square + CacheLines.Floats];
        float* tiles = (float*)(((nint)buffer + 63) & ~63), square = tiles + 2 * Block;
        for (nint k = firstRow; k < endRow; k += Rows)
        {
            nint count = nint.Min(Rows, endRow - k);
            for (nint first = 0; first < rows; first += Columns)
            {
                nint end = nint.Min(rows, first + Columns);
                Multiply<TLanes>(k, count, first, end, tiles);
                for (nint row = first; row < end; row += Panels.Width)
                {
                    for (nint at = 0; at < count; at += Panels.Width)
                    {
                        Turn<TLanes>(
                            tiles + At(row - first, Block) + at * Panels.Width, row, nint.Min(Panels.Width, end - row),
                            k + at, nint.Min(Panels.Width, count - at), square);
                    }
                }
            }
        }
    }

    /// <summary>Takes a square to its place in dx, through the epilogue where there is one.</summary>
    private void Turn<TLanes>(float* from, nint row, nint height, nint column, nint width, float* square) where TLanes : struct, ILanes<TLanes>
    {
        bool direct = typeof(TEpilogue) == typeof(NoEpilogue);
        float* to = direct ? dx.Value + row * dxStride + column : square;
        Permutation.TransposeSquare(from, Panels.Width, to, direct ? dxStride : Panels.Width, height, width);
        if (direct)
            return;
        var writer = new EpilogueWriter<TEpilogue>(dx, dxStride, epilogue);
        writer.Write<TLanes>(new Pointer<float>(square), Panels.Width, row, row + height, column, column + width);
    }

    /// <summary>Some rows of W times some columns of dyᵀ, in blocks of 16 columns each.</summary>
    private void Multiply<TLanes>(nint k, nint count, nint first, nint end, float* tiles) where TLanes : struct, ILanes<TLanes>
    {
        nint width;
        for (nint column = first; column < end; column += width)
        {
            bool narrow = TLanes.Count == Panels.Width && end - column <= Panels.Width;
            width = narrow ? TLanes.Count : 2 * TLanes.Count;
            nint next = column + TLanes.Count;
            TileRows.All<TLanes, InRuns>(
                count, panels.Value + k * Panels.Width, Panels.Width, 1, Column(column), narrow ? null : Column(next), Panels.Width, columns,
                tiles + At(column - first, Block), tiles + At(next - first, Block), Panels.Width, accumulate: false,
                Panels.Width, inner * Panels.Width);
        }
    }

    /// <summary>Element (0, column) of dyᵀ.</summary>
    private float* Column(nint column) => turned.Value + At(column, columns * Panels.Width);

    /// <summary>Where a column begins whose panel takes so many floats.</summary>
    private static nint At(nint column, nint panel) => column / Panels.Width * panel + column % Panels.Width;
}
