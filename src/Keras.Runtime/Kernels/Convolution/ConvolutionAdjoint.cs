using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dx as convolutions of dy, over lines of windows: each position of x sums up the windows that read it. With a stride, neighbouring
/// positions are read at different positions of the kernel: those a stride apart are one convolution, with some of the kernel turned around.</summary>
internal readonly unsafe struct ConvolutionAdjoint(
    ConvolutionShape shape, Pointer<float> dy, nint dyStride, Pointer<float> kernel, Pointer<float> dx, Pointer<float> workspace) : ILaneKernel
{
    /// <summary>Whether all convolutions go over lines, and the kernel, turned around, has room where its transpose has.</summary>
    internal static bool Fits(in ConvolutionShape shape)
    {
        WindowAxis height = shape.Grid.Height, width = shape.Grid.Width;
        if (shape.Groups > 1 || height.Stride > height.Size || width.Stride > width.Size || height.Length < height.Stride
            || Panels.Length(shape.Grid.Size * shape.Filters, shape.Channels) > Panels.Length(shape.Filters, shape.Inner))
            return false;
        for (nint row = 0; row < height.Stride; row++)
        {
            for (nint column = 0; column < width.Stride; column++)
            {
                if (!WindowLines.Fit(Part(shape, height.Adjoint(row, out _, out _), width.Adjoint(column, out _, out _))))
                    return false;
            }
        }
        return true;
    }

    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis height = shape.Grid.Height, width = shape.Grid.Width;
        Pointer<float> flipped = workspace, block = workspace + Panels.Length(shape.Filters, shape.Inner);
        nint channels = shape.Channels, line = width.Length * channels;
        for (nint row = 0; row < height.Stride; row++)
        {
            WindowAxis rows = height.Adjoint(row, out nint lastRow, out nint rowStep);
            for (nint column = 0; column < width.Stride; column++)
            {
                WindowAxis columns = width.Adjoint(column, out nint lastColumn, out nint columnStep);
                ConvolutionShape part = Part(shape, rows, columns);
                if (channels % Panels.Width != 0)
                    Copy.Fill(flipped, part.PanelFloats, 0f);
                for (nint position = 0; position < part.Grid.Size; position++)
                {
                    nint from = (lastRow - position / columns.Size * rowStep) * width.Size + lastColumn - position % columns.Size * columnStep;
                    Convolution.FlipPosition(kernel, flipped, from, shape.Grid.Size, position, part.Grid.Size, channels, shape.Filters);
                }
                var lines = new ConvolutionLines<TLanes, NoEpilogue>(
                    part, dy, dyStride, flipped, dx + row * line + column * channels, width.Stride * channels, height.Stride * line,
                    height.Length * line, 0, block, default);
                Parts.Run(lines, part.Grid.Lines, 1, part.GroupCost);
            }
        }
    }

    /// <summary>The convolution of dy that gives positions a stride apart; its blocks have as many floats.</summary>
    private static ConvolutionShape Part(in ConvolutionShape shape, WindowAxis height, WindowAxis width)
    {
        var grid = new WindowGrid(shape.Grid.Batch, shape.Grid.Depth, height, width);
        return new(grid, shape.Filters, shape.Channels, 1, shape.Block * shape.Inner / nint.Max(1, grid.Size * shape.Filters));
    }
}
