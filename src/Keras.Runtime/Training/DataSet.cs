using System.Runtime.InteropServices;
using Keras.Hosting;
using Keras.Serving;

namespace Keras.Training;

/// <summary>Checked samples, held in place, from which batches are gathered.</summary>
internal sealed unsafe class DataSet : IDisposable
{
    private readonly Pins _pins = new();
    private readonly List<NativeBuffer> _converted = [];
    private readonly Source[] _inputs;
    private readonly Source[] _targets;
    private readonly Source[] _weights;
    private readonly long[] _axes;
    private string _first = "";

    /// <summary>Checks everything before any work: names, types, shapes, numbers of samples, NaN, labels.</summary>
    public DataSet(BatchData data, ModelProgram program, IReadOnlyList<OutputTraining> outputs, bool refuseNaN)
    {
        var signature = program.Signature;
        _axes = new long[signature.Axes.Length];
        _axes.AsSpan().Fill(ShapeBinding.Unknown);
        _inputs = new Source[signature.Inputs.Length];
        _targets = new Source[outputs.Count];
        _weights = new Source[outputs.Count];
        Count = -1;
        try
        {
            for (var i = 0; i < _inputs.Length; i++) _inputs[i] = Input(signature, i, data.Inputs[i], refuseNaN);
            if (Count == 0) throw new ArgumentException($"Input \"{signature.Inputs[0].Name}\" has no samples: its shape is {ShapeBinding.Text(data.Inputs[0]!.Lengths)}.");
            for (var i = 0; i < _targets.Length; i++)
            {
                _targets[i] = Target(program, outputs[i], i, data.Targets[i]);
                _weights[i] = Weight(program, outputs[i], i, data.SampleWeights[i]);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>Whether sample weights were given for any output.</summary>
    public bool HasWeights => _weights.Any(weight => weight.RowBytes > 0);

    /// <summary>Weighs the samples by the class of their target: a label, or the place of the largest value.</summary>
    public void WeighByClass(IReadOnlyDictionary<int, float> classWeight)
    {
        if (_targets.Length != 1) throw new ArgumentException("`class_weight` is only supported for Models with a single output.", nameof(classWeight));
        if (HasWeights) throw new ArgumentException("You cannot `class_weight` and `sample_weight` at the same time.", nameof(classWeight));
        var memory = new NativeBuffer((long)Count * sizeof(float));
        _converted.Add(memory);
        var columns = (int)(_targets[0].RowBytes / sizeof(float));
        for (var row = 0; row < Count; row++)
        {
            var values = new ReadOnlySpan<float>((float*)_targets[0].Address + (long)row * columns, columns);
            var label = columns == 1 ? (int)values[0] : System.Numerics.Tensors.TensorPrimitives.IndexOfMax(values);
            memory.Floats[row] = classWeight.TryGetValue(label, out var weight) ? weight : 1f;
        }
        _weights[0] = new(memory.Address, sizeof(float));
    }

    /// <summary>Gathers these samples.</summary>
    public void Gather(ReadOnlySpan<int> rows, StagedBatch batch)
    {
        batch.Count = rows.Length;
        _axes.CopyTo(batch.Axes, 0);
        for (var i = 0; i < _inputs.Length; i++) _inputs[i].Gather(rows, batch.Inputs[i]);
        for (var i = 0; i < _targets.Length; i++) _targets[i].Gather(rows, batch.Targets[i]);
        for (var i = 0; i < _weights.Length; i++) _weights[i].Gather(rows, batch.Weights[i]);
    }

    public void Dispose()
    {
        _pins.Dispose();
        foreach (var memory in _converted) memory.Dispose();
        _converted.Clear();
    }

    private Source Input(ProgramSignature program, int index, TensorData? data, bool refuseNaN)
    {
        var signature = program.Inputs[index];
        if (data is null) throw new ArgumentException($"Missing data for input \"{signature.Name}\" of shape {ShapeBinding.Text(signature)}.");
        if (data.DType != signature.DType)
            throw new ArgumentException($"Input \"{signature.Name}\" expects {signature.DType}, but received {data.DType}.");
        Agree(ShapeBinding.Bind(signature, program.Axes, data.Lengths, _axes, "Input"), $"Input \"{signature.Name}\"", data);
        var address = (byte*)_pins.Add(data);
        if (refuseNaN && data.DType == DType.Float32 && Count > 0)
            Numbers.Check((float*)address, Count, data.Count / Count, "Input", signature.Name);
        foreach (var lookup in program.Lookups)
            if (lookup.Input == index && Count > 0) Lookups.Check(signature, lookup, address, Count, data.Count / Count);
        return new(address, Count == 0 ? 0 : data.Count / Count * TensorData.ElementSize(data.DType));
    }

    private Source Target(ModelProgram program, OutputTraining output, int index, TensorData? data)
    {
        if (data is null)
        {
            if (!output.NeedsTargets) return default;
            throw new ArgumentException($"Missing targets for output \"{output.Name}\", which has a loss or metrics.");
        }
        output.CheckTargetShape(program, index, data, _axes);
        Agree(data.Lengths[0], $"Targets of output \"{output.Name}\"", data);
        var address = data.DType == DType.Float32 ? (float*)_pins.Add(data) : Convert(data);
        output.ValidateTargets(program, index, new ReadOnlySpan<float>(address, checked((int)data.Count)), _axes);
        return new((byte*)address, data.Count / Count * sizeof(float));
    }

    private Source Weight(ModelProgram program, OutputTraining output, int index, TensorData? data)
    {
        if (data is null) return default;
        output.CheckWeightShape(program, index, data, _axes);
        Agree(data.Lengths[0], $"Sample weights of output \"{output.Name}\"", data);
        var address = (float*)_pins.Add(data);
        Numbers.Check(address, Count, data.Count / Count, "Sample weights of output", output.Name);
        return new((byte*)address, data.Count / Count * sizeof(float));
    }

    private void Agree(long samples, string what, TensorData data)
    {
        if (Count >= 0 && samples != Count)
            throw new ArgumentException($"{what}: shape {ShapeBinding.Text(data.Lengths)} is {samples} samples, but {_first} is {Count}; they must be equal.");
        if (Count >= 0) return;
        Count = checked((int)samples);
        _first = $"{char.ToLowerInvariant(what[0])}{what[1..]} of shape {ShapeBinding.Text(data.Lengths)}";
    }

    /// <summary>Labels as floats, which is what losses and metrics read.</summary>
    private float* Convert(TensorData data)
    {
        var memory = new NativeBuffer(data.Count * sizeof(float));
        _converted.Add(memory);
        var source = _pins.Add(data);
        for (var i = 0L; i < data.Count; i++)
            memory.Floats[i] = data.DType == DType.Int32 ? ((int*)source)[i] : ((byte*)source)[i];
        return memory.Floats;
    }

    /// <summary>Rows of one tensor; of no bytes where it is not given.</summary>
    private readonly record struct Source(nint Memory, long RowBytes)
    {
        public Source(byte* address, long rowBytes) : this((nint)address, rowBytes)
        {
        }

        public byte* Address => (byte*)Memory;

        public void Gather(ReadOnlySpan<int> rows, StagedBatch.Column column)
        {
            var target = column.Reserve(rows.Length * RowBytes);
            if (RowBytes == 0) return;
            for (var i = 0; i < rows.Length; i++)
                NativeMemory.Copy(Address + rows[i] * RowBytes, target + i * RowBytes, (nuint)RowBytes);
        }
    }
}
