using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Benchmarks.Kernels;

/// <summary>Random operands of a convolution over lines of square images and of its adjoints. Coefficients are made before.</summary>
internal sealed class LineOperands : IDisposable
{
    private const int Size = LineConvolution.Height;
    private readonly NativeBuffer _wideKernel, _block, _x, _coefficients, _flipped, _y, _bias, _workspace, _gradient;
    private readonly WindowGrid _grid, _adjoint;
    private readonly nint _channels, _products;

    /// <summary>The same with neighbouring windows as one, as many as fill a register.</summary>
    private readonly WindowGrid _wide;
    private readonly nint _together, _windows;

    /// <summary>With <c>Padding.Same</c>.</summary>
    internal LineOperands(int batch, int length, int channels)
    {
        var axis = new WindowAxis(length, length, Size, 1, 1, Size / 2);
        _grid = _adjoint = new WindowGrid(batch, axis, axis);
        _channels = channels;
        nint inner = Size * Size * channels, floats = batch * length * length * channels;
        _products = floats * inner;
        for (_together = Panels.Width / channels; length % _together > 0;) _together--;
        _wide = new WindowGrid(batch, axis, new WindowAxis(length, length / _together, Size + _together - 1, _together, 1, Size / 2));
        nint wideInner = Size * (Size + _together - 1) * channels;
        _windows = nint.Min(512, nint.Max(24, 24 * 1024 / wideInner / 8 * 8));
        _wideKernel = MatrixOperands.Random(Panels.Length(wideInner, Panels.Width));
        _block = MatrixOperands.Random(_windows * wideInner);
        _x = MatrixOperands.Random(floats);
        _y = MatrixOperands.Random(floats);
        _bias = MatrixOperands.Random(length * channels);
        _coefficients = MatrixOperands.Random(LineConvolution.CoefficientsLength(Size, channels));
        _flipped = MatrixOperands.Random(LineConvolution.CoefficientsLength(Size, channels));
        _gradient = MatrixOperands.Random(Panels.Length(inner, channels));
        _workspace = MatrixOperands.Random(nint.Max(LineConvolution.ForwardWorkspace(Size, channels), LineConvolution.KernelGradientWorkspace(Size, channels)));
        using NativeBuffer kernel = MatrixOperands.Random(Panels.Length(inner, channels)), turned = MatrixOperands.Random(Panels.Length(inner, channels));
        Convolution.FlipKernel(kernel.Pointer<float>(), turned.Pointer<float>(), Size * Size, channels, channels);
        LineConvolution.SpreadKernel(kernel.Pointer<float>(), _coefficients.Pointer<float>(), Size, channels);
        LineConvolution.SpreadKernel(turned.Pointer<float>(), _flipped.Pointer<float>(), Size, channels);
    }

    internal double Operations => 2.0 * _products;

    internal void Forward() => LineConvolution.Forward(
        _x.Pointer<float>(), _coefficients.Pointer<float>(), _y.Pointer<float>(), _grid, _channels, _workspace.Pointer<float>(),
        new AddBiasRelu(_bias.Pointer<float>()));

    internal void WideForward() => Convolution.Forward(
        _x.Pointer<float>(), _channels, _wideKernel.Pointer<float>(), _y.Pointer<float>(), _together * _channels, _wide, _channels, _together * _channels, 1,
        _windows, _block.Pointer<float>(), new AddBiasRelu(_bias.Pointer<float>()));

    internal void InputGradient() => LineConvolution.Forward(
        _y.Pointer<float>(), _flipped.Pointer<float>(), _x.Pointer<float>(), _adjoint, _channels, _workspace.Pointer<float>(), default(NoEpilogue));

    internal void KernelGradient() => LineConvolution.KernelGradient(
        _x.Pointer<float>(), _y.Pointer<float>(), _gradient.Pointer<float>(), _grid, _channels, _workspace.Pointer<float>(), accumulate: false);

    public void Dispose()
    {
        foreach (NativeBuffer buffer in new[] { _wideKernel, _block, _x, _coefficients, _flipped, _y, _bias, _workspace, _gradient })
            buffer.Dispose();
    }
}
