using Keras.Compiler.Ops;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Writes small programs by hand.</summary>
public sealed class ProgramSketch
{
    private readonly List<Value> _inputs = [];
    private readonly List<(ProgramWeight, Value)> _weights = [];
    private readonly List<StateWrite> _writes = [];

    public ProgramBuilder Builder { get; } = new();

    public Value Input(string name, Shape shape, DType dtype = DType.Float32)
    {
        var value = Builder.Declare(new TensorType(shape, dtype), name);
        _inputs.Add(value);
        return value;
    }

    public Value Weight(string path, Shape shape, bool trainable = true)
    {
        var value = Builder.Declare(new TensorType(shape, DType.Float32), path);
        _weights.Add((new ProgramWeight(path, shape, WeightLayout.RowMajor, trainable), value));
        return value;
    }

    /// <summary>The newest weight gets a new value.</summary>
    public void Write(Value value, string layer) => _writes.Add(new StateWrite(_weights.Count - 1, value, layer));

    public Program Build(Value[] outputs, params Value[] lossTerms) =>
        new("sketch", true, [.. _inputs], [.. _weights], Builder.TakeInstructions(), [.. outputs], [.. lossTerms], [.. _writes]);

    /// <summary>A program of one output over float32 inputs.</summary>
    public static Program Of(Func<ProgramBuilder, Value[], Value> output, params Shape[] inputs)
    {
        var sketch = new ProgramSketch();
        var values = inputs.Select((shape, i) => sketch.Input("x" + i, shape)).ToArray();
        return sketch.Build([output(sketch.Builder, values)]);
    }
}
