using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Benchmarks.Kernels;

/// <summary>Random operands of a convolution over square images and its adjoints, by Winograd's method. Kernels are transformed before
/// they are timed, as they are for predictions; the kernel of the input gradient within, as each training step does.</summary>
internal sealed class WinogradOperands : IDisposable
{
    private readonly NativeBuffer _x, _weights, _transformed, _y, _bias, _workspace, _gradient;
    private readonly WindowGrid _grid, _flipped;
    private readonly nint _channels, _filters, _block, _gradientBlock;
    private readonly int _size, _tile;

    internal WinogradOperands(int batch, int length, bool same, int channels, int filters, int size, int tile, int block, int gradientBlock)
    {
        int count = same ? length : length - size + 1, low = same ? size / 2 : 0;
        var axis = new WindowAxis(length, count, size, 1, 1, low);
        var adjoint = new WindowAxis(count, length, size, 1, 1, size - 1 - low);
        (_grid, _flipped) = (new WindowGrid(batch, axis, axis), new WindowGrid(batch, adjoint, adjoint));
        (_channels, _filters, _size, _tile, _block, _gradientBlock) = (channels, filters, size, tile, block, gradientBlock);
        _x = MatrixOperands.Random(batch * length * length * channels);
        _y = MatrixOperands.Random(batch * count * count * filters);
        _bias = MatrixOperands.Random(filters);
        _weights = MatrixOperands.Random((int)Panels.Length(size * size * channels, filters));
        _gradient = MatrixOperands.Random((int)Panels.Length(size * size * channels, filters));
        _transformed = MatrixOperands.Random((int)nint.Max(
            Winograd.TransformedLength(channels, filters, size, tile), Winograd.TransformedLength(filters, channels, size, tile)));
        _workspace = MatrixOperands.Random((int)nint.Max(
            Winograd.KernelGradientWorkspace(channels, filters, size, tile, gradientBlock),
            nint.Max(Winograd.ForwardWorkspace(channels, filters, size, tile, block), Winograd.ForwardWorkspace(filters, channels, size, tile, block))));
        Transform();
    }

    internal void Transform() =>
        Winograd.TransformKernel(_weights.Pointer<float>(), _transformed.Pointer<float>(), _channels, _filters, _size, _tile, adjoint: false);

    internal void Forward() => Winograd.Forward(
        _x.Pointer<float>(), _channels, _transformed.Pointer<float>(), _y.Pointer<float>(), _filters, _grid, _channels, _filters, _tile, _block,
        _workspace.Pointer<float>(), new AddBiasRelu(_bias.Pointer<float>()));

    internal void InputGradient()
    {
        Winograd.TransformKernel(_weights.Pointer<float>(), _transformed.Pointer<float>(), _channels, _filters, _size, _tile, adjoint: true);
        Winograd.Forward(
            _y.Pointer<float>(), _filters, _transformed.Pointer<float>(), _x.Pointer<float>(), _channels, _flipped, _filters, _channels, _tile, _block,
            _workspace.Pointer<float>(), new NoEpilogue());
    }

    internal void KernelGradient() => Winograd.KernelGradient(
        _x.Pointer<float>(), _channels, _y.Pointer<float>(), _filters, _gradient.Pointer<float>(), _grid, _channels, _filters, _tile, _gradientBlock,
        _workspace.Pointer<float>(), accumulate: false);

    public void Dispose()
    {
        foreach (NativeBuffer buffer in new[] { _x, _weights, _transformed, _y, _bias, _workspace, _gradient })
            buffer.Dispose();
    }
}
