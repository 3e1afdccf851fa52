using System.Numerics.Tensors;
using Keras.Compiler.Ops;
using static Keras.Compiler.Tests.Reference.ReferenceTensor;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Convolutions and their adjoints: three sums over the same products.</summary>
public static partial class ReferenceOps
{
    private static ReferenceTensor Convolution(Convolution op, ReferenceTensor x, ReferenceTensor kernel, ReferenceEnvironment environment)
    {
        var y = Zeros([x.Shape[0], .. op.Windows.Select(window => environment.Length(window.Count)), kernel.Shape[^1]]);
        var (channels, filters) = (kernel.Shape[^2], kernel.Shape[^1] / op.Groups);
        ForEachPlace(op, x.Shape, y.Shape, environment, (input, weight, output) =>
        {
            // A row of filters at a time, since models of full size have billions of products.
            for (var group = 0; group < op.Groups; group++)
                for (var channel = 0; channel < channels; channel++)
                {
                    var sums = y.Data.AsSpan(output * y.Shape[^1] + group * filters, filters);
                    var row = kernel.Data.AsSpan((weight * channels + channel) * kernel.Shape[^1] + group * filters, filters);
                    TensorPrimitives.MultiplyAdd(row, x.Data[input * x.Shape[^1] + group * channels + channel], sums, sums);
                }
        });
        return y;
    }

    private static ReferenceTensor ConvolutionInputGradient(
        ConvolutionInputGradient op, ReferenceTensor dy, ReferenceTensor kernel, ReferenceEnvironment environment)
    {
        var dx = Zeros([dy.Shape[0], .. op.Windows.Select(window => environment.Length(window.Length)), kernel.Shape[^2] * op.Groups]);
        ForEachProduct(op, dx.Shape, dy.Shape, environment, (input, weight, output) => dx.Data[input] += dy.Data[output] * kernel.Data[weight]);
        return dx;
    }

    private static ReferenceTensor ConvolutionKernelGradient(
        ConvolutionKernelGradient op, ReferenceTensor x, ReferenceTensor dy, ReferenceEnvironment environment)
    {
        var dkernel = Zeros([.. op.Windows.Select(window => window.Size), x.Shape[^1] / op.Groups, dy.Shape[^1]]);
        ForEachProduct(op, x.Shape, dy.Shape, environment, (input, weight, output) => dkernel.Data[weight] += x.Data[input] * dy.Data[output]);
        return dkernel;
    }

    /// <summary>The products of a convolution, each as the flat positions of its element of x, kernel and y.</summary>
    private static void ForEachProduct(
        ConvolutionOp op, int[] x, int[] y, ReferenceEnvironment environment, Action<int, int, int> product)
    {
        var (channels, filters) = (x[^1] / op.Groups, y[^1] / op.Groups);
        ForEachPlace(op, x, y, environment, (input, weight, output) =>
        {
            for (var filter = 0; filter < y[^1]; filter++)
                for (var channel = 0; channel < channels; channel++)
                    product(input * x[^1] + filter / filters * channels + channel, (weight * channels + channel) * y[^1] + filter, output * y[^1] + filter);
        });
    }

    /// <summary>What each window reads: the flat positions, without channels, in x, kernel and y.</summary>
    private static void ForEachPlace(ConvolutionOp op, int[] x, int[] y, ReferenceEnvironment environment, Action<int, int, int> place)
    {
        int[] counts = [.. op.Windows.Select(window => environment.Length(window.Count))];
        int[] sizes = [.. op.Windows.Select(window => window.Size)];
        int[] lows = [.. op.Windows.Select(window => environment.Length(window.Low))];
        int[][] places = [.. Indices(sizes)];
        for (var sample = 0; sample < x[0]; sample++)
            foreach (var window in Indices(counts))
                foreach (var within in places)
                {
                    var (input, weight, output, inside) = (sample, 0, sample, true);
                    for (var axis = 0; axis < sizes.Length; axis++)
                    {
                        var position = window[axis] * op.Windows[axis].Stride + within[axis] * op.Windows[axis].Dilation - lows[axis];
                        inside &= position >= 0 && position < x[axis + 1];
                        input = input * x[axis + 1] + position;
                        weight = weight * sizes[axis] + within[axis];
                        output = output * counts[axis] + window[axis];
                    }
                    if (inside) place(input, weight, output);
                }
    }

    private static ReferenceTensor Zeros(int[] shape) => Build(shape, _ => 0);
}
