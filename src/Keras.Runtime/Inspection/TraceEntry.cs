using System.Numerics.Tensors;

namespace Keras;

/// <summary>One result of a layer.</summary>
public sealed class TraceEntry
{
    private readonly float[] _flat;

    internal TraceEntry(string path, string className, int node, int index, Tensor<float> values)
    {
        (Path, ClassName, Node, Index, Values) = (path, className, node, index, values);
        _flat = new float[values.FlattenedLength];
        values.FlattenTo(_flat);
    }

    /// <summary>Name of the layer or operation; within a nested model <c>vision/conv1</c>.</summary>
    public string Path { get; }

    /// <summary>Keras's class name, such as <c>Dense</c>.</summary>
    public string ClassName { get; }

    /// <summary>Which call of the layer made it, from 0; within a model that is called several times counted over all its calls.</summary>
    public int Node { get; }

    /// <summary>Which result of that call it is.</summary>
    public int Index { get; }

    /// <summary>The values, batch axis first; whole numbers and truth values as floats.</summary>
    public Tensor<float> Values { get; }

    /// <summary>The shape of <see cref="Values"/>.</summary>
    public TensorShape Shape => Serving.ShapeBinding.Text(Values.Lengths);

    /// <summary>The smallest value; NaN where one is NaN, or there is none.</summary>
    public float Minimum => _flat.Length == 0 ? float.NaN : TensorPrimitives.Min<float>(_flat);

    /// <summary>The largest value; NaN where one is NaN, or there is none.</summary>
    public float Maximum => _flat.Length == 0 ? float.NaN : TensorPrimitives.Max<float>(_flat);

    /// <summary>The mean of the values.</summary>
    public float Mean => _flat.Length == 0 ? float.NaN : (float)_flat.Average(value => (double)value);

    /// <summary>How many values are no numbers.</summary>
    public long NaNCount => _flat.LongCount(float.IsNaN);

    /// <summary>How many values are infinite.</summary>
    public long InfinityCount => _flat.LongCount(float.IsInfinity);

    internal string Label => $"{Path}{(Node > 0 ? $"#{Node}" : "")}{(Index > 0 ? $"[{Index}]" : "")} ({ClassName})";

    /// <summary>Such as <c>vision/conv1 (Conv2D) (2, 26, 26, 64)</c>.</summary>
    public override string ToString() => $"{Label} {Shape}";
}
