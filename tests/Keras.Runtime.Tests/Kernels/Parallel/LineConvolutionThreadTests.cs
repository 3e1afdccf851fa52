using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Convolutions over lines and their kernels' gradients give the same bits on any number of threads.</summary>
[Collection(ThreadsCollection.Name)]
public class LineConvolutionThreadTests
{
    [Theory]
    [InlineData(1, 33, 1), InlineData(2, 17, 3), InlineData(3, 7, 4), InlineData(1, 140, 3), InlineData(5, 9, 8)]
    public void Forward(int batch, int length, int channels)
    {
        WindowGrid grid = Grid(batch, length);
        using var x = Guarded.Random(batch * length * length * channels, 1);
        using var coefficients = Guarded.Random((int)LineConvolution.CoefficientsLength(3, channels), 2);
        using var bias = Guarded.Random(length * channels, 3);
        using var workspace = Guarded.Filled((int)LineConvolution.ForwardWorkspace(3, channels), 0f);
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(x.Length, 7f);
            LineConvolution.Forward(x.Pointer, coefficients.Pointer, y.Pointer, grid, channels, workspace.Pointer, new AddBiasRelu(bias.Pointer));
            return y;
        });
    }

    [Theory]
    [InlineData(1, 33, 1), InlineData(2, 17, 3), InlineData(3, 7, 4), InlineData(1, 140, 3), InlineData(5, 9, 8)]
    public void Kernel_gradient(int batch, int length, int channels)
    {
        WindowGrid grid = Grid(batch, length);
        using var x = Guarded.Random(batch * length * length * channels, 1);
        using var dy = Guarded.Random(x.Length, 2);
        using var workspace = Guarded.Filled((int)LineConvolution.KernelGradientWorkspace(3, channels), 0f);
        SameBits.Assert(() =>
        {
            var gradient = Guarded.Filled((int)Panels.Length(9 * channels, channels), 7f);
            LineConvolution.KernelGradient(x.Pointer, dy.Pointer, gradient.Pointer, grid, channels, workspace.Pointer, accumulate: false);
            return gradient;
        });
    }

    private static WindowGrid Grid(int batch, int length)
    {
        var axis = new WindowAxis(length, length, 3, 1, 1, 1);
        return new(batch, axis, axis);
    }
}
