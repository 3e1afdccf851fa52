using Keras.Kernels;

namespace Keras.Hosting;

/// <content>Rows that are a product of two matrices. They are written when the backward pass comes to them, or, where nobody needs all of them
/// at once, computed some at a time from the factors, which stay as they are until the next step.</content>
public sealed unsafe partial class GradientRows
{
    /// <summary>Rows that are computed at a time: at a width of 512, 128 KiB beside the matrix of which they are made.</summary>
    private const int BlockRows = 64;

    private Part? _store;
    private NativeBuffer? _block;
    private NativeBuffer? _transposed;
    private NativeBuffer? _whole;
    private Pointer<float> _dy;
    private nint _dyStride;
    private Pointer<int> _numbers;
    private nint _count;
    private nint _columns;

    /// <summary>What is done with a row.</summary>
    /// <param name="variable">Number of the weight.</param>
    /// <param name="gradient">The row.</param>
    /// <param name="start">Where it is in the table, in floats.</param>
    /// <param name="next">Where the next one is.</param>
    internal delegate void Part(int variable, Span<float> gradient, int start, int next);

    /// <summary>Whether the rows are computed while they are used, and are nowhere in memory.</summary>
    internal bool IsLate => _table == null;

    /// <summary>Whether rows of this width can be updated one by one.</summary>
    internal static bool AreApart(int width) => width % TrainableVariable.Alignment == 0;

    /// <summary>Takes the factors: the rows with these numbers, each once, are dy·Wᵀ. The matrix may be updated before the rows are computed.</summary>
    internal void Take(Pointer<float> dy, nint dyStride, Pointer<float> panels, Pointer<int> numbers, nint count, nint columns, string layer)
    {
        Begin();
        for (nint i = 0; i < count; i++)
            if (!Touch(Kernels.Rows.Row(numbers, i, Rows, layer)))
                throw new ArgumentException($"Row {numbers.Value[i]} of the table of layer \"{layer}\" is named twice.", nameof(numbers));
        _transposed ??= NativeBuffer.Of<float>(Panels.Length(columns, Width));
        _block ??= NativeBuffer.Of<float>(BlockRows * Width);
        Panels.Transpose(panels, _transposed.Pointer<float>(), Width, columns);
        (_dy, _dyStride, _numbers, _count, _columns) = (dy, dyStride, numbers, count, columns);
        if (!IsLate) Run(0, _store ??= Store);
    }

    /// <summary>Computes all rows, on several threads where that pays.</summary>
    /// <param name="variable">Number of the weight.</param>
    /// <param name="part">Called for each row, while it is in the cache.</param>
    internal void Run(int variable, Part part) =>
        Parts.Run(new ProductParts(this, variable, part), _count, BlockRows, Cost.Products(_count * Width * _columns));

    /// <summary>All of a gradient that is computed late. The memory is kept until <see cref="Release"/>.</summary>
    internal Span<float> Whole()
    {
        _whole ??= NativeBuffer.Of<float>(_length);
        var whole = _whole.Span<float>();
        whole.Clear();
        if (_count > 0) Run(0, (_, row, start, _) => row.CopyTo(_whole.Span<float>()[start..]));
        return whole;
    }

    /// <summary>Frees the memory of <see cref="Whole"/>.</summary>
    internal void Release()
    {
        _whole?.Dispose();
        _whole = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        _block?.Dispose();
        _transposed?.Dispose();
    }

    /// <summary>Where a row that is computed lies in the table, in floats.</summary>
    private int Start(nint row) => _numbers.Value[row] * Width;

    private void Store(int variable, Span<float> row, int start, int next) => row.CopyTo(new(_table + start, Width));

    /// <summary>Some of the rows; each thread has memory for a block of its own.</summary>
    private readonly struct ProductParts(GradientRows rows, int variable, Part part) : IParts
    {
        public void Run(nint first, nint end, int worker)
        {
            var block = worker == 0 ? rows._block!.Pointer<float>() : new(Workers.Scratch(worker, BlockRows * rows.Width));
            for (nint next; first < end; first = next)
            {
                next = nint.Min(first + BlockRows, end);
                WidestLanes.Run(new ForwardKernel<NoEpilogue>(
                    rows._dy + first * rows._dyStride, rows._dyStride, rows._transposed!.Pointer<float>(), block, rows.Width,
                    next - first, rows._columns, rows.Width, 0, default));
                for (var row = first; row < next; row++)
                    part(variable, new(block.Value + (row - first) * rows.Width, rows.Width), rows.Start(row), rows.Start(nint.Min(row + 1, rows._count - 1)));
            }
        }
    }
}
