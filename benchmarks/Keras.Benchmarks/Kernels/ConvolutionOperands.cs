using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Benchmarks.Kernels;

/// <summary>Random operands of a convolution over square images and its adjoints.</summary>
internal sealed class ConvolutionOperands : IDisposable
{
    private readonly NativeBuffer _x, _weights, _y, _bias, _workspace, _gradient;
    private readonly WindowGrid _grid;
    private readonly nint _channels, _filters, _groups, _block, _gradientBlock, _products;

    /// <summary>With <c>Padding.Same</c>, or where there is no stride with <c>Padding.Valid</c>.</summary>
    internal ConvolutionOperands(int batch, int length, int channels, int filters, int size, int stride = 1, bool depthwise = false, bool same = true)
    {
        int count = same ? (length + stride - 1) / stride : length - size + 1, low = Math.Max((count - 1) * stride + size - length, 0) / 2;
        var axis = new WindowAxis(length, count, size, stride, 1, low);
        _grid = new WindowGrid(batch, axis, axis);
        (_channels, _filters, _groups) = (channels, filters, depthwise ? channels : 1);
        nint inner = size * size * channels, positions = batch * length * length, windows = batch * count * count;
        // As the compiler chooses them.
        _block = nint.Min(512, nint.Max(24, 24 * 1024 / inner / 8 * 8));
        _gradientBlock = nint.Min(512, nint.Max(128, 24 * 1024 / inner / 8 * 8));
        _products = windows * inner * filters / _groups;
        _x = MatrixOperands.Random(positions * channels);
        _y = MatrixOperands.Random(windows * filters);
        _bias = MatrixOperands.Random(filters);
        _weights = MatrixOperands.Random(Panels.Length(inner, filters));
        _gradient = MatrixOperands.Random(Panels.Length(inner, filters));
        _workspace = MatrixOperands.Random(_gradientBlock * inner + Panels.Length(filters, inner));
    }

    internal double Operations => 2.0 * _products;

    internal void Forward()
    {
        if (_groups > 1) DepthwiseConvolution.Forward(_x.Pointer<float>(), _weights.Pointer<float>(), _y.Pointer<float>(), _grid, _channels, default(NoEpilogue));
        else
            Convolution.Forward(
                _x.Pointer<float>(), _channels, _weights.Pointer<float>(), _y.Pointer<float>(), _filters, _grid, _channels, _filters, _groups,
                _block, _workspace.Pointer<float>(), new AddBiasRelu(_bias.Pointer<float>()));
    }

    internal void InputGradient()
    {
        if (_groups > 1) DepthwiseConvolution.InputGradient(_y.Pointer<float>(), _weights.Pointer<float>(), _x.Pointer<float>(), _grid, _channels);
        else
            Convolution.InputGradient(
                _y.Pointer<float>(), _filters, _weights.Pointer<float>(), _x.Pointer<float>(), _grid, _channels, _filters, _groups, _block,
                _workspace.Pointer<float>());
    }

    internal void KernelGradient()
    {
        if (_groups > 1)
            DepthwiseConvolution.KernelGradient(_x.Pointer<float>(), _y.Pointer<float>(), _gradient.Pointer<float>(), _grid, _channels, accumulate: false);
        else
            Convolution.KernelGradient(
                _x.Pointer<float>(), _channels, _y.Pointer<float>(), _filters, _gradient.Pointer<float>(), _grid, _channels, _filters, _groups,
                _gradientBlock, _workspace.Pointer<float>(), accumulate: false);
    }

    public void Dispose()
    {
        foreach (NativeBuffer buffer in new[] { _x, _weights, _y, _bias, _workspace, _gradient })
            buffer.Dispose();
    }
}
