using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Benchmarks.Kernels;

/// <summary>Random operands of one matrix product and its adjoints.</summary>
internal sealed class MatrixOperands : IDisposable
{
    private readonly NativeBuffer _x, _weights, _y, _bias, _workspace, _gradient;
    private readonly nint _rows, _inner, _columns;

    internal MatrixOperands(int rows, int columns, int inner)
    {
        (_rows, _inner, _columns) = (rows, inner, columns);
        _x = Random(rows * inner);
        _y = Random(rows * columns);
        _bias = Random(columns);
        _weights = Random(Panels.Length(inner, columns));
        _workspace = Random(MatrixMultiply.InputGradientWorkspace(inner, columns));
        _gradient = Random(Panels.Length(inner, columns));
    }

    internal double Operations => 2.0 * _rows * _inner * _columns;

    internal void Plain() => Forward(new NoEpilogue());

    internal void BiasRelu() => Forward(new AddBiasRelu(_bias.Pointer<float>()));

    internal void InputGradient() => MatrixMultiply.InputGradient(
        _y.Pointer<float>(), _columns, _weights.Pointer<float>(), _x.Pointer<float>(), _inner, _rows, _inner, _columns,
        _workspace.Pointer<float>(), new NoEpilogue());

    internal void WeightGradient() => MatrixMultiply.WeightGradient(
        _x.Pointer<float>(), _inner, _y.Pointer<float>(), _columns, _gradient.Pointer<float>(), _rows, _inner, _columns, accumulate: false);

    /// <summary>The general product, with a row-major matrix in place of the panels.</summary>
    internal void Batched() => MatrixMultiply.Batched(
        _x.Pointer<float>(), 0, _inner, 1, _weights.Pointer<float>(), 0, _columns, 1, _y.Pointer<float>(), 0, _columns,
        1, _rows, _inner, _columns);

    public void Dispose()
    {
        foreach (NativeBuffer buffer in new[] { _x, _weights, _y, _bias, _workspace, _gradient })
            buffer.Dispose();
    }

    private void Forward<TEpilogue>(TEpilogue epilogue) where TEpilogue : struct, IEpilogue => MatrixMultiply.Forward(
        _x.Pointer<float>(), _inner, _weights.Pointer<float>(), _y.Pointer<float>(), _columns, _rows, _inner, _columns, epilogue);

    internal static NativeBuffer Random(nint count)
    {
        NativeBuffer buffer = NativeBuffer.Of<float>(count);
        Span<float> values = buffer.Span<float>();
        for (int i = 0; i < values.Length; i++)
            values[i] = CounterRandom.Uniform(1, i) - 0.5f;
        return buffer;
    }
}
