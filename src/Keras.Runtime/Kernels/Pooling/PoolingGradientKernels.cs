using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Each window hands its gradient to the first of its elements that is as large as its maximum; lanes run along the channels.</summary>
internal readonly struct MaxPoolingGradientKernel(
    Pointer<float> x, Pointer<float> y, Pointer<float> dy, Pointer<float> dx, WindowGrid grid, nint channels) : IDivisible<MaxPoolingGradientKernel>
{
    /// <summary>Some images: windows of one image may overlap.</summary>
    public MaxPoolingGradientKernel Part(nint first, nint end)
    {
        nint positions = first * grid.ImagePositions * channels, windows = first * grid.ImageCount * channels;
        return new(x + positions, y + windows, dy + windows, dx + positions, grid.WithBatch(end - first), channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        Copy.Fill(dx, grid.Positions * channels, 0f);
        nint tail = channels % TLanes.Count, whole = channels - tail, window = 0;
        var cells = new WindowCells(grid);
        for (; cells.MoveNext(); window += channels)
        {
            for (nint channel = 0; channel < channels; channel += TLanes.Count)
            {
                bool isWhole = channel < whole;
                TLanes largest = isWhole ? TLanes.Load(y, window + channel) : TLanes.LoadPartial(y, window + channel, tail, 0f);
                TLanes left = isWhole ? TLanes.Load(dy, window + channel) : TLanes.LoadPartial(dy, window + channel, tail, 0f);
                TLanes none = TLanes.Broadcast(0f);
                for (nint depth = cells.FirstDepth; depth < cells.EndDepth; depth++)
                {
                    for (nint row = cells.FirstRow; row < cells.EndRow; row++)
                    {
                        nint at = cells.Position(depth, row) * channels + channel;
                        for (nint column = cells.FirstColumn; column < cells.EndColumn; column++, at += channels)
                        {
                            TLanes value = isWhole ? TLanes.Load(x, at) : TLanes.LoadPartial(x, at, tail, 0f);
                            TLanes taken = TLanes.SelectEqual(value, largest, left, none);
                            left = TLanes.SelectEqual(value, largest, none, left);
                            if (isWhole)
                                TLanes.Store(TLanes.Load(dx, at) + taken, dx, at);
                            else
                                TLanes.StorePartial(TLanes.LoadPartial(dx, at, tail, 0f) + taken, dx, at, tail);
                        }
                    }
                }
            }
        }
    }
}

/// <summary>Each window hands its gradient to its elements in equal parts; lanes run along the channels.</summary>
internal readonly struct AveragePoolingGradientKernel(Pointer<float> dy, Pointer<float> dx, WindowGrid grid, nint channels)
    : IDivisible<AveragePoolingGradientKernel>
{
    /// <summary>Some images: windows of one image may overlap.</summary>
    public AveragePoolingGradientKernel Part(nint first, nint end) => new(
        dy + first * grid.ImageCount * channels, dx + first * grid.ImagePositions * channels, grid.WithBatch(end - first), channels);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        Copy.Fill(dx, grid.Positions * channels, 0f);
        nint tail = channels % TLanes.Count, whole = channels - tail, window = 0;
        var cells = new WindowCells(grid);
        for (; cells.MoveNext(); window += channels)
        {
            TLanes count = TLanes.Broadcast(cells.Count);
            for (nint channel = 0; channel < channels; channel += TLanes.Count)
            {
                bool isWhole = channel < whole;
                TLanes part = (isWhole ? TLanes.Load(dy, window + channel) : TLanes.LoadPartial(dy, window + channel, tail, 0f)) / count;
                for (nint depth = cells.FirstDepth; depth < cells.EndDepth; depth++)
                {
                    for (nint row = cells.FirstRow; row < cells.EndRow; row++)
                    {
                        nint at = cells.Position(depth, row) * channels + channel;
                        for (nint column = cells.FirstColumn; column < cells.EndColumn; column++, at += channels)
                        {
                            if (isWhole)
                                TLanes.Store(TLanes.Load(dx, at) + part, dx, at);
                            else
                                TLanes.StorePartial(TLanes.LoadPartial(dx, at, tail, 0f) + part, dx, at, tail);
                        }
                    }
                }
            }
        }
    }
}
