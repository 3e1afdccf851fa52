using System.Runtime.InteropServices;
using Keras.Hosting;
using Keras.Serving;

namespace Keras.Training;

/// <summary>Checked samples, held in place, from which batches are gathered.</summary>
internal sealed unsafe class DataSet : IDisposable
{
    private readonly Pins _pins = new();
    private readonly ModelProgram _program;
    private readonly IReadOnlyList<OutputTraining> _outputs;
    private readonly StagedBatch.Column[] _labels;
    private readonly StagedBatch.Column _classWeights = new();
    private readonly Source[] _inputs;
    private readonly Source[] _targets;
    private readonly Source[] _weights;
    private readonly long[] _axes;

    /// <summary>Room for samples, none yet.</summary>
    public DataSet(ModelProgram program, IReadOnlyList<OutputTraining> outputs)
    {
        (_program, _outputs) = (program, outputs);
        _axes = new long[program.Signature.Axes.Length];
        _inputs = new Source[program.Signature.Inputs.Length];
        _targets = new Source[outputs.Count];
        _weights = new Source[outputs.Count];
        _labels = StagedBatch.Columns(outputs.Count);
    }

    /// <summary>Holds samples until it is disposed.</summary>
    public DataSet(BatchData data, ModelProgram program, IReadOnlyList<OutputTraining> outputs, bool refuseNaN) : this(program, outputs) =>
        Open(data.Inputs, data.Targets, data.SampleWeights, refuseNaN);

    /// <summary>Checks everything before any work: names, types, shapes, numbers of samples, NaN, labels; holds the samples until
    /// <see cref="Close"/>.</summary>
    public void Open(ReadOnlySpan<TensorData> inputs, ReadOnlySpan<TensorData> targets, ReadOnlySpan<TensorData> weights, bool refuseNaN)
    {
        var signature = _program.Signature;
        _axes.AsSpan().Fill(ShapeBinding.Unknown);
        Count = -1;
        try
        {
            for (var i = 0; i < _inputs.Length; i++) _inputs[i] = Input(signature, i, inputs, refuseNaN);
            if (Count == 0) throw new ArgumentException($"Input \"{signature.Inputs[0].Name}\" has no samples: its shape is {ShapeBinding.Text(inputs[0].Lengths)}.");
            for (var i = 0; i < _targets.Length; i++)
            {
                _targets[i] = Target(_outputs[i], i, targets[i], inputs[0]);
                _weights[i] = Weight(_outputs[i], i, weights[i], inputs[0]);
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
        var memory = (float*)_classWeights.Reserve((long)Count * sizeof(float));
        var columns = (int)(_targets[0].RowBytes / sizeof(float));
        for (var row = 0; row < Count; row++)
        {
            var values = new ReadOnlySpan<float>((float*)_targets[0].Address + (long)row * columns, columns);
            var label = columns == 1 ? (int)values[0] : System.Numerics.Tensors.TensorPrimitives.IndexOfMax(values);
            memory[row] = classWeight.TryGetValue(label, out var weight) ? weight : 1f;
        }
        _weights[0] = new((byte*)memory, sizeof(float));
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

    /// <summary>Copies all samples as they lie.</summary>
    public void GatherAll(StagedBatch batch)
    {
        Lend(batch);
        foreach (var columns in new[] { batch.Inputs, batch.Targets, batch.Weights })
            foreach (var column in columns) column.Own();
    }

    /// <summary>Makes all samples a batch where they lie, until <see cref="Close"/>.</summary>
    public void Lend(StagedBatch batch)
    {
        batch.Count = Count;
        _axes.CopyTo(batch.Axes, 0);
        for (var i = 0; i < _inputs.Length; i++) _inputs[i].Lend(Count, batch.Inputs[i]);
        for (var i = 0; i < _targets.Length; i++) _targets[i].Lend(Count, batch.Targets[i]);
        for (var i = 0; i < _weights.Length; i++) _weights[i].Lend(Count, batch.Weights[i]);
    }

    /// <summary>Lets the samples go; memory of its own stays for the next ones.</summary>
    public void Close() => _pins.Dispose();

    public void Dispose()
    {
        Close();
        foreach (var labels in _labels) labels.Dispose();
        _classWeights.Dispose();
    }

    private Source Input(ProgramSignature program, int index, ReadOnlySpan<TensorData> inputs, bool refuseNaN)
    {
        var (signature, data) = (program.Inputs[index], inputs[index]);
        if (data.IsMissing) throw new ArgumentException($"Missing data for input \"{signature.Name}\" of shape {ShapeBinding.Text(signature)}.");
        if (data.DType != signature.DType)
            throw new ArgumentException($"Input \"{signature.Name}\" expects {signature.DType}, but received {data.DType}.");
        Agree(ShapeBinding.Bind(signature, program.Axes, data.Lengths, _axes, "Input"), "Input", signature.Name, data, inputs[0]);
        var address = (byte*)_pins.Add(data);
        if (refuseNaN && data.DType == DType.Float32 && Count > 0)
            Numbers.Check((float*)address, Count, data.Count / Count, "Input", signature.Name);
        foreach (var lookup in program.Lookups)
            if (lookup.Input == index && Count > 0) Lookups.Check(signature, lookup, address, Count, data.Count / Count);
        return new(address, Count == 0 ? 0 : data.Count / Count * TensorData.ElementSize(data.DType));
    }

    private Source Target(OutputTraining output, int index, TensorData data, TensorData first)
    {
        if (data.IsMissing)
        {
            if (!output.NeedsTargets) return default;
            throw new ArgumentException($"Missing targets for output \"{output.Name}\", which has a loss or metrics.");
        }
        output.CheckTargetShape(_program, index, data, _axes);
        Agree(data.Lengths[0], "Targets of output", output.Name, data, first);
        var address = data.DType == DType.Float32 ? (float*)_pins.Add(data) : Convert(data, _labels[index]);
        output.ValidateTargets(_program, index, new ReadOnlySpan<float>(address, checked((int)data.Count)), _axes);
        return new((byte*)address, data.Count / Count * sizeof(float));
    }

    private Source Weight(OutputTraining output, int index, TensorData data, TensorData first)
    {
        if (data.IsMissing) return default;
        output.CheckWeightShape(_program, index, data, _axes);
        Agree(data.Lengths[0], "Sample weights of output", output.Name, data, first);
        var address = (float*)_pins.Add(data);
        Numbers.Check(address, Count, data.Count / Count, "Sample weights of output", output.Name);
        return new((byte*)address, data.Count / Count * sizeof(float));
    }

    /// <summary>The first input says how many samples there are.</summary>
    private void Agree(long samples, string role, string name, TensorData data, TensorData first)
    {
        if (Count < 0) Count = checked((int)samples);
        if (samples != Count)
            throw new ArgumentException(
                $"{role} \"{name}\": shape {ShapeBinding.Text(data.Lengths)} is {samples} samples, but input " +
                $"\"{_program.Signature.Inputs[0].Name}\" of shape {ShapeBinding.Text(first.Lengths)} is {Count}; they must be equal.");
    }

    /// <summary>Labels as floats, which is what losses and metrics read.</summary>
    private float* Convert(TensorData data, StagedBatch.Column labels)
    {
        var count = data.Count;
        var floats = (float*)labels.Reserve(count * sizeof(float));
        var source = _pins.Add(data);
        for (var i = 0L; i < count; i++)
            floats[i] = data.DType == DType.Int32 ? ((int*)source)[i] : ((byte*)source)[i];
        return floats;
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

        public void Lend(int rows, StagedBatch.Column column) => column.Borrow(Address, rows * RowBytes);
    }
}
