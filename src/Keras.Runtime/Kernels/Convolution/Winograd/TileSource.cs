using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>A tensor (batch, height, width, channels) read in square tiles, zeros beyond its borders.</summary>
/// <param name="shape">The tiles.</param>
/// <param name="tensor">First element.</param>
/// <param name="pixel">Distance between positions along the width.</param>
/// <param name="channels">Channels that are taken.</param>
/// <param name="height">Length of the first axis.</param>
/// <param name="width">Length of the second axis.</param>
/// <param name="top">Positions before the first axis that the first tile begins with.</param>
/// <param name="left">Positions before the second axis that the first tile begins with.</param>
internal readonly unsafe struct TileSource(
    WinogradShape shape, float* tensor, nint pixel, nint channels, nint height, nint width, nint top, nint left)
{
    /// <summary>Channels of a tile at a border that are copied at a time.</summary>
    private const int Chunk = 64;

    /// <summary>What the forward pass reads.</summary>
    internal static TileSource Input(in WinogradShape shape, float* x, nint pixel) => new(
        shape, x, pixel, shape.Channels, shape.Grid.Height.Length, shape.Grid.Width.Length, shape.Grid.Height.Low, shape.Grid.Width.Low);

    /// <summary>The gradient of what it writes.</summary>
    internal static TileSource Gradient(in WinogradShape shape, float* dy, nint stride) => new(
        shape, dy, stride, shape.Filters, shape.Grid.Height.Count, shape.Grid.Width.Count, 0, 0);

    /// <summary>Writes the transforms of the tiles from <paramref name="first"/> on, as one matrix (tiles, channels) per point; rows are padded
    /// with zeros to whole panels.</summary>
    [SkipLocalsInit]
    internal void Transform<TLanes, TTransform>(nint first, nint count, float* target, nint targetPoint)
        where TLanes : struct, ILanes<TLanes> where TTransform : struct, ITileTransform
    {
        float* buffer = stackalloc float[TileTransform.MostPoints * TileTransform.MostPoints * Chunk + Panels.Width];
        float* copy = (float*)(((nint)buffer + 63) & ~63);
        nint row = WinogradShape.Padded(channels), line = width * pixel;
        for (nint index = first; index < first + count; index++, target += row)
        {
            nint rest = index / shape.Columns;
            nint x = index % shape.Columns * shape.Tile - left, y = rest % shape.Lines * shape.Tile - top;
            float* image = tensor + rest / shape.Lines * height * line;
            bool inside = x >= 0 && y >= 0 && x + TTransform.From <= width && y + TTransform.From <= height;
            nint whole = inside ? channels - channels % Panels.Width : 0;
            if (whole > 0)
                TileTransform.Run<TLanes, TTransform>(image + y * line + x * pixel, line, pixel, target, TTransform.To * targetPoint, targetPoint, whole);
            for (nint channel = whole; channel < channels; channel += Chunk)
            {
                nint taken = nint.Min(Chunk, channels - channel);
                Gather<TLanes>(image + channel, y, x, TTransform.From, taken, copy);
                TileTransform.Run<TLanes, TTransform>(
                    copy, TTransform.From * Chunk, Chunk, target + channel, TTransform.To * targetPoint, targetPoint, WinogradShape.Padded(taken));
            }
        }
    }

    /// <summary>A tile's part on the tensor, zeros elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather<TLanes>(float* image, nint y, nint x, nint edge, nint taken, float* copy) where TLanes : struct, ILanes<TLanes>
    {
        nint padded = WinogradShape.Padded(taken);
        for (nint i = y; i < y + edge; i++)
        {
            for (nint j = x; j < x + edge; j++, copy += Chunk)
            {
                bool present = (nuint)i < (nuint)height && (nuint)j < (nuint)width;
                if (present)
                    Runs.Copy<TLanes>(image + (i * width + j) * pixel, copy, taken);
                nint valid = present ? taken : 0;
                Runs.Clear<TLanes>(copy + valid, padded - valid);
            }
        }
    }
}
