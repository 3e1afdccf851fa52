using Keras.Hosting;

namespace Keras.Runtime.Tests.Optimizers;

/// <summary>A weight and its gradient in padded native memory, as a model holds them.</summary>
internal sealed unsafe class VariableMemory
{
    private readonly NativeBuffer _values;
    private readonly NativeBuffer _gradient;

    public VariableMemory(string path, ReadOnlySpan<float> initial, int[]? shape = null)
    {
        var length = (initial.Length + TrainableVariable.Alignment - 1) / TrainableVariable.Alignment * TrainableVariable.Alignment;
        _values = NativeBuffer.Of<float>(length);
        _gradient = NativeBuffer.Of<float>(length);
        Count = initial.Length;
        Variable = new(this, path, shape ?? [initial.Length], WeightLayout.RowMajor, length);
        Variable.Bind(_values.Pointer<float>(), _gradient.Pointer<float>());
        initial.CopyTo(Variable.Values);
    }

    public TrainableVariable Variable { get; }

    /// <summary>Elements without padding.</summary>
    public int Count { get; }

    public Span<float> Values => Variable.Values[..Count];

    public Span<float> Padding => Variable.Values[Count..];

    public Span<float> Gradient => Variable.Gradient[..Count];

    public Pointer<float> GradientPointer => _gradient.Pointer<float>();

    /// <summary>From now on the gradient is written row by row.</summary>
    public GradientRows UseRows()
    {
        var rows = new GradientRows(GradientPointer.Value, Variable.Shape[0], Variable.Shape[1], Variable.Length);
        Variable.Bind(_values.Pointer<float>(), GradientPointer, rows);
        return rows;
    }
}
