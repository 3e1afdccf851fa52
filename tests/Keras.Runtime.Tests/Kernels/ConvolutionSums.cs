using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>The three sums over the products of a convolution.</summary>
internal sealed class ConvolutionSums(ConvolutionShape shape)
{
    internal double[] X { get; } = new double[shape.Grid.Positions * shape.Channels];

    internal double[] Kernel { get; } = new double[shape.Inner * shape.Filters];

    internal double[] Y { get; } = new double[shape.Grid.Count * shape.Filters];

    internal void Add(Span<float> x, Span<float> kernel, Span<float> y)
    {
        WindowAxis depth = shape.Grid.Depth, height = shape.Grid.Height, width = shape.Grid.Width;
        nint window = 0;
        for (nint image = 0; image < shape.Grid.Batch; image++)
            for (nint d = 0; d < depth.Count; d++)
                for (nint h = 0; h < height.Count; h++)
                    for (nint w = 0; w < width.Count; w++, window++)
                        for (nint place = 0; place < shape.Grid.Size; place++)
                        {
                            nint z = d * depth.Stride + place / width.Size / height.Size * depth.Dilation - depth.Low;
                            nint v = h * height.Stride + place / width.Size % height.Size * height.Dilation - height.Low;
                            nint u = w * width.Stride + place % width.Size * width.Dilation - width.Low;
                            if (z < 0 || z >= depth.Length || v < 0 || v >= height.Length || u < 0 || u >= width.Length) continue;
                            AddPlace(((image * depth.Length + z) * height.Length + v) * width.Length + u, place, window, x, kernel, y);
                        }
    }

    private void AddPlace(nint position, nint place, nint window, Span<float> x, Span<float> kernel, Span<float> y)
    {
        for (nint filter = 0; filter < shape.Filters; filter++)
            for (nint channel = 0; channel < shape.GroupChannels; channel++)
            {
                int input = (int)(position * shape.Channels + filter / shape.GroupFilters * shape.GroupChannels + channel);
                int weight = (int)((place * shape.GroupChannels + channel) * shape.Filters + filter);
                int output = (int)(window * shape.Filters + filter);
                Y[output] += (double)x[input] * kernel[weight];
                X[input] += (double)y[output] * kernel[weight];
                Kernel[weight] += (double)x[input] * y[output];
            }
    }
}
