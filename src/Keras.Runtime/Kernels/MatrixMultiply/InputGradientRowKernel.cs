using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dx = epilogue(dy·Wᵀ) for a single row: bound by the reading of the weights, which are therefore read once, where they lie, down
/// the panels. Threads take rows of W.</summary>
internal readonly unsafe struct InputGradientRowKernel<TEpilogue>(
    Pointer<float> dy, Pointer<float> panels, Pointer<float> dx, nint dxStride, nint inner, nint columns, TEpilogue epilogue,
    nint firstRow, nint endRow) : IDivisible<InputGradientRowKernel<TEpilogue>> where TEpilogue : struct, IEpilogue
{
    /// <summary>Rows of W, each with a register of sums: 16 KiB, half of the first-level cache.</summary>
    private const int BlockRows = 256;

    public InputGradientRowKernel<TEpilogue> Part(nint first, nint end) => new(dy, panels, dx, dxStride, inner, columns, epilogue, first, end);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[BlockRows * (Panels.Width + 1) + Panels.Width];
        var sums = new Pointer<float>((float*)(((nint)buffer + 63) & ~63));
        var results = sums + BlockRows * Panels.Width;
        var writer = new EpilogueWriter<TEpilogue>(dx, dxStride, epilogue);
        for (nint first = firstRow; first < endRow; first += BlockRows)
        {
            nint height = nint.Min(BlockRows, endRow - first), column = 0;
            for (nint row = 0; row < height; row++) TLanes.Store(TLanes.Broadcast(0f), sums, row * TLanes.Count);
            for (; column + 2 * TLanes.Count <= columns; column += 2 * TLanes.Count)
            {
                TLanes dy0 = TLanes.Load(dy, column), dy1 = TLanes.Load(dy, column + TLanes.Count);
                Pointer<float> w0 = At(first, column), w1 = At(first, column + TLanes.Count);
                for (nint row = 0; row < height; row++)
                {
                    var sum = TLanes.FusedMultiplyAdd(TLanes.Load(w0, row * Panels.Width), dy0, TLanes.Load(sums, row * TLanes.Count));
                    TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Load(w1, row * Panels.Width), dy1, sum), sums, row * TLanes.Count);
                }
            }
            for (; column < columns; column += TLanes.Count)
            {
                var last = columns - column >= TLanes.Count ? TLanes.Load(dy, column) : TLanes.LoadPartial(dy, column, columns - column, 0f);
                var w = At(first, column);
                for (nint row = 0; row < height; row++)
                    TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Load(w, row * Panels.Width), last, TLanes.Load(sums, row * TLanes.Count)), sums, row * TLanes.Count);
            }
            for (nint row = 0; row < height; row++) results.Value[row] = TLanes.Sum(TLanes.Load(sums, row * TLanes.Count));
            writer.Write<TLanes>(results, BlockRows, 0, 1, first, first + height);
        }
    }

    /// <summary>Element (row, column) of W.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Pointer<float> At(nint row, nint column) => panels + (column / Panels.Width * inner + row) * Panels.Width + column % Panels.Width;
}
