using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Convolutions and pooling are the same on any number of threads, and their forward results whatever the number of images.</summary>
[Collection(ThreadsCollection.Name)]
public class WindowThreadTests
{
    private const int Block = 24;

    public static TheoryData<int, int, int, int, int, int, int> Shapes() => new()
    {
        { 1, 9, 3, 5, 3, 1, 1 }, { 2, 17, 5, 33, 3, 1, 1 }, { 3, 16, 16, 16, 3, 2, 1 }, { 2, 15, 4, 6, 5, 1, 2 }, { 1, 33, 1, 64, 3, 1, 1 },
        { 4, 7, 64, 31, 1, 1, 1 }, { 7, 3, 5, 70, 2, 1, 1 }, { 1, 5, 2, 3, 3, 1, 1 }, { 1, 7, 16, 97, 3, 1, 1 },
    };

    private static WindowGrid Grid(int batch, int length, int size, int stride)
    {
        int count = (length + stride - 1) / stride;
        var axis = new WindowAxis(length, count, size, stride, 1, Math.Max((count - 1) * stride + size - length, 0) / 2);
        return new WindowGrid(batch, axis, axis);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Convolution_of_images(int batch, int length, int channels, int filters, int size, int stride, int groups)
    {
        WindowGrid grid = Grid(batch, length, size, stride);
        int inner = size * size * channels / groups, windows = (int)grid.Count;
        using var x = Guarded.Random(batch * length * length * channels, 1);
        using var kernel = groups == 1 ? Some.Panels(inner, filters) : Guarded.Random(inner * filters, 2);
        using var bias = Guarded.Random(filters, 3);
        using var dy = Guarded.Random(windows * filters, 4);
        int panels = (int)Panels.Length(inner, filters / groups);
        using var workspace = new GuardedBuffer<float>(Block * inner + panels + (int)Panels.Length(filters, inner));
        GuardedBuffer<float> Forward(WindowGrid images, int skipped)
        {
            var y = Guarded.Filled((int)images.Count * filters, 7f);
            Convolution.Forward(
                x.Pointer + skipped * length * length * channels, channels, kernel.Pointer, y.Pointer, filters, images, channels, filters, groups,
                Block, workspace.Pointer, new AddBiasRelu(bias.Pointer));
            return y;
        }

        SameBits.Assert(() => Forward(grid, 0));
        SameBits.Assert(() =>
        {
            var dx = Guarded.Filled(x.Length, 7f);
            Convolution.InputGradient(dy.Pointer, filters, kernel.Pointer, dx.Pointer, grid, channels, filters, groups, Block, workspace.Pointer);
            return dx;
        });
        foreach (bool accumulate in new[] { false, true })
        {
            SameBits.Assert(() =>
            {
                var gradient = Guarded.Filled(groups == 1 ? panels : inner * filters, 1f);
                Convolution.KernelGradient(
                    x.Pointer, channels, dy.Pointer, filters, gradient.Pointer, grid, channels, filters, groups, Block, workspace.Pointer, accumulate);
                return gradient;
            });
        }
        if (batch == 1 || windows / batch == 1) return;
        using GuardedBuffer<float> all = Forward(grid, 0), last = Forward(Grid(1, length, size, stride), batch - 1);
        Assert.True(last.Span.SequenceEqual(all.Span[^last.Length..]));
    }

    [Theory]
    [InlineData(1, 9, 3, 3, 1), InlineData(2, 17, 33, 3, 1), InlineData(3, 16, 16, 3, 2), InlineData(2, 15, 70, 5, 1), InlineData(1, 4, 1, 2, 2)]
    public void Channels_by_themselves(int batch, int length, int channels, int size, int stride)
    {
        WindowGrid grid = Grid(batch, length, size, stride);
        using var x = Guarded.Random(batch * length * length * channels, 1);
        using var kernel = Guarded.Random(size * size * channels, 2);
        using var dy = Guarded.Random((int)grid.Count * channels, 3);
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(dy.Length, 7f);
            DepthwiseConvolution.Forward(x.Pointer, kernel.Pointer, y.Pointer, grid, channels, new NoEpilogue());
            return y;
        });
        SameBits.Assert(() =>
        {
            var dx = Guarded.Filled(x.Length, 7f);
            DepthwiseConvolution.InputGradient(dy.Pointer, kernel.Pointer, dx.Pointer, grid, channels);
            return dx;
        });
        SameBits.Assert(() =>
        {
            var gradient = Guarded.Filled(kernel.Length, 7f);
            DepthwiseConvolution.KernelGradient(x.Pointer, dy.Pointer, gradient.Pointer, grid, channels, accumulate: true);
            return gradient;
        });
    }

    [Theory]
    [InlineData(1, 9, 3, 3, 1), InlineData(2, 17, 33, 3, 2), InlineData(3, 16, 16, 2, 2), InlineData(5, 15, 70, 5, 1), InlineData(1, 4, 1, 2, 2)]
    [InlineData(4, 31, 1, 3, 2), InlineData(1, 8, 64, 2, 2)]
    public void Pooling_of_images(int batch, int length, int channels, int size, int stride)
    {
        WindowGrid grid = Grid(batch, length, size, stride);
        using var x = Guarded.Random(batch * length * length * channels, 1);
        using var dy = Guarded.Random((int)grid.Count * channels, 3);
        using var largest = Guarded.Filled(dy.Length, 7f);
        Pooling.Max(x.Pointer, largest.Pointer, grid, channels);
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(dy.Length, 7f);
            Pooling.Max(x.Pointer, y.Pointer, grid, channels);
            return y;
        });
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(dy.Length, 7f);
            Pooling.Average(x.Pointer, y.Pointer, grid, channels);
            return y;
        });
        SameBits.Assert(() =>
        {
            var dx = Guarded.Filled(x.Length, 7f);
            Pooling.MaxGradient(x.Pointer, largest.Pointer, dy.Pointer, dx.Pointer, grid, channels);
            return dx;
        });
        SameBits.Assert(() =>
        {
            var dx = Guarded.Filled(x.Length, 7f);
            Pooling.AverageGradient(dy.Pointer, dx.Pointer, grid, channels);
            return dx;
        });
    }
}
