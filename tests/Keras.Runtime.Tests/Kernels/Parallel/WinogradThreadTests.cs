using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Winograd's convolutions, their kernels' gradients and transforms give the same bits on any number of threads.</summary>
[Collection(ThreadsCollection.Name)]
public class WinogradThreadTests
{
    [Theory]
    [InlineData(1, 9, 3, 5, 3, 2), InlineData(2, 17, 16, 33, 3, 4), InlineData(3, 7, 17, 16, 5, 2), InlineData(1, 23, 5, 130, 5, 4), InlineData(1, 3, 8, 8, 3, 4)]
    public void Forward(int batch, int length, int channels, int filters, int size, int tile)
    {
        const int Block = 5;
        var axis = new WindowAxis(length, length, size, 1, 1, size / 2);
        var grid = new WindowGrid(batch, axis, axis);
        using var x = Guarded.Random(batch * length * length * channels, 1);
        using var transformed = Guarded.Random((int)Winograd.TransformedLength(channels, filters, size, tile), 2);
        using var bias = Guarded.Random(filters, 3);
        using var workspace = new GuardedBuffer<float>((int)Winograd.ForwardWorkspace(channels, filters, size, tile, Block));
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(batch * length * length * filters, 7f);
            Winograd.Forward(
                x.Pointer, channels, transformed.Pointer, y.Pointer, filters, grid, channels, filters, tile, Block, workspace.Pointer,
                new AddBiasRelu(bias.Pointer));
            return y;
        });
    }

    [Theory]
    [InlineData(1, 9, 3, 5, 3, 2, false), InlineData(2, 17, 16, 33, 3, 4, true), InlineData(3, 7, 17, 16, 5, 2, true), InlineData(1, 23, 130, 70, 5, 4, false)]
    [InlineData(1, 3, 8, 40, 3, 4, true)]
    public void Kernel_gradient(int batch, int length, int channels, int filters, int size, int tile, bool accumulate)
    {
        const int Block = 5;
        var axis = new WindowAxis(length, length, size, 1, 1, size / 2);
        var grid = new WindowGrid(batch, axis, axis);
        using var x = Guarded.Random(batch * length * length * channels, 1);
        using var dy = Guarded.Random(batch * length * length * filters, 2);
        using var workspace = new GuardedBuffer<float>((int)Winograd.KernelGradientWorkspace(channels, filters, size, tile, Block));
        SameBits.Assert(() =>
        {
            var gradient = Guarded.Filled((int)Panels.Length(size * size * channels, filters), 7f);
            Winograd.KernelGradient(
                x.Pointer, channels, dy.Pointer, filters, gradient.Pointer, grid, channels, filters, tile, Block, workspace.Pointer, accumulate);
            return gradient;
        });
    }

    [Theory]
    [InlineData(3, 5, 3, 2, false), InlineData(16, 33, 3, 4, true), InlineData(17, 70, 5, 2, false), InlineData(33, 50, 5, 4, true)]
    public void Kernel_transform(int channels, int filters, int size, int tile, bool adjoint)
    {
        using var kernel = Guarded.Random((int)Panels.Length(size * size * channels, filters), 1);
        int length = (int)(adjoint ? Winograd.TransformedLength(filters, channels, size, tile) : Winograd.TransformedLength(channels, filters, size, tile));
        SameBits.Assert(() =>
        {
            var transformed = Guarded.Filled(length, 7f);
            Winograd.TransformKernel(kernel.Pointer, transformed.Pointer, channels, filters, size, tile, adjoint);
            return transformed;
        });
    }
}
