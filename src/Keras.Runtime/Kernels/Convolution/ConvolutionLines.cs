using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y = epilogue(windows·kernel) for lines of windows of one group, as many at a time as a block has room for. Each result is the same sum
/// wherever lines are cut.</summary>
/// <param name="shape">The convolution.</param>
/// <param name="x">Tensor.</param>
/// <param name="pixel">Distance between its positions along the width.</param>
/// <param name="panels">The group's kernel.</param>
/// <param name="y">Result, whose windows are <paramref name="yStride"/> floats apart.</param>
/// <param name="yStride">From window to window.</param>
/// <param name="yLine">From line to line of an image.</param>
/// <param name="yImage">From image to image.</param>
/// <param name="group">Which channels and filters.</param>
/// <param name="workspace">A block.</param>
/// <param name="epilogue">What happens to each element.</param>
internal readonly unsafe struct ConvolutionLines<TLanes, TEpilogue>(
    ConvolutionShape shape, Pointer<float> x, nint pixel, Pointer<float> panels, Pointer<float> y, nint yStride, nint yLine,
    nint yImage, nint group, Pointer<float> workspace, TEpilogue epilogue) : IParts where TLanes : struct, ILanes<TLanes> where TEpilogue : struct, IEpilogue
{
    public void Run(nint first, nint end, int worker)
    {
        WindowAxis height = shape.Grid.Height, width = shape.Grid.Width;
        float* block = worker == 0 ? workspace.Value : Workers.Scratch(worker, shape.Block * shape.Inner);
        var source = new WindowLines(shape, pixel);
        nint mostWindows = WindowLines.MostWindows(shape);
        nint mostLines = source.MostLines(TileRows.Height(0, width.Count, mostWindows));
        for (nint lines; first < end; first += lines)
        {
            nint line = first % height.Count, image = first / height.Count;
            lines = TileRows.Height(line, nint.Min(height.Count, line + end - first), mostLines);
            float* from = x.Value + image * shape.Grid.ImagePositions * pixel + group * shape.GroupChannels;
            nint windows;
            for (nint window = 0; window < width.Count; window += windows)
            {
                windows = TileRows.Height(window, width.Count, mostWindows);
                WindowLines.Found found = source.Find<TLanes>(from, line, lines, window, windows, block);
                for (nint i = 0; i < lines; i++)
                {
                    // The kernel counts rows from the first image on, for the epilogue.
                    nint row = (first + i) * width.Count;
                    new ForwardKernel<TEpilogue>(
                        found.Start + i * height.Stride * found.NextLine, found.NextWindow, panels,
                        y + (image * yImage + (line + i) * yLine - row * yStride), yStride, windows, shape.Inner,
                        shape.GroupFilters, group * shape.GroupFilters, epilogue, row + window,
                        width.Size * shape.GroupChannels, found.NextLine).Run<TLanes>();
                }
            }
        }
    }
}
