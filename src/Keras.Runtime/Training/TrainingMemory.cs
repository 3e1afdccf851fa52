using System.Numerics.Tensors;
using Keras.Hosting;
using Keras.Serving;

namespace Keras.Training;

/// <summary>Gradients, cotangents and outputs of a trainer, and what happens to weights around the optimizer: penalties, constraints.</summary>
internal sealed unsafe class TrainingMemory : IDisposable
{
    private readonly Weight[] _weights;
    private readonly float*[] _addresses;
    private readonly Trained[] _trained;
    private readonly NativeBuffer _gradients;
    private readonly GradientRows?[] _rows;
    private readonly ProductGradient?[] _late;
    private readonly NativeBuffer?[] _outputs;
    private readonly NativeBuffer?[] _masks;
    private readonly NativeBuffer?[] _cotangents;
    private readonly float[] _weightRows;
    private readonly float[] _gradientRows;

    /// <summary>One trained weight. A weight that stands at several places of the program has a gradient at each.</summary>
    private sealed record Trained(Weight Weight, int Index, int[] Others);

    /// <param name="program">The model's code.</param>
    /// <param name="weights">Its weights, in its order.</param>
    /// <param name="frame">Gets the addresses of the gradients, and the guards.</param>
    /// <param name="all">Whether every weight and input is wanted, frozen ones included (for probes).</param>
    /// <param name="takesParts">Whether the gradient of a large weight may be computed while it is updated.</param>
    /// <param name="takesRows">Whether the gradients of rows of a table may be computed while these are updated.</param>
    public TrainingMemory(ModelProgram program, Weight[] weights, Frame frame, bool all = false, bool takesParts = false, bool takesRows = false)
    {
        _weights = weights;
        var signature = program.Signature;
        var wanted = weights.Select(weight => all || weight.Trainable).ToArray();
        var offsets = new long[weights.Length];
        var floats = 0L;
        for (var i = 0; i < weights.Length; i++)
        {
            offsets[i] = floats;
            if (wanted[i] && !IsLate(i)) floats += weights[i].Physical.Length;
        }
        _gradients = new(floats * sizeof(float));
        frame.Gradients = _addresses = new float*[weights.Length];
        for (var i = 0; i < weights.Length; i++)
            if (wanted[i] && !IsLate(i)) _addresses[i] = _gradients.Floats + offsets[i];
        frame.RowGradients = new GradientRows?[weights.Length];
        foreach (var i in signature.RowGradients)
            if (wanted[i]) frame.RowGradients[i] = RowsOf(weights[i], _addresses[i]);
        _rows = frame.RowGradients;
        frame.ProductGradients = new ProductGradient?[weights.Length];
        foreach (var i in signature.ProductGradients.Except(signature.RowGradients))
            if (wanted[i]) frame.ProductGradients[i] = new(_addresses[i], weights[i].Physical.Length);
        _late = [.. frame.ProductGradients.Select((product, i) => IsLate(i) ? product : null)];
        frame.Guards = [.. signature.Guards.Select(guard => guard.Any(number => number < weights.Length ? wanted[number] : all))];
        frame.InputGradients = new float*[signature.Inputs.Length];
        frame.Cotangents = new float*[signature.Outputs.Length];
        frame.OutputMasks = new byte*[signature.Outputs.Length];
        _outputs = new NativeBuffer?[signature.Outputs.Length];
        _masks = new NativeBuffer?[signature.Outputs.Length];
        _cotangents = new NativeBuffer?[signature.Outputs.Length];
        _trained = [.. Enumerable.Range(0, weights.Length)
            .Where(i => wanted[i] && Array.IndexOf(weights, weights[i]) == i)
            .Select(i => new Trained(weights[i], i, [.. Enumerable.Range(i + 1, weights.Length - i - 1).Where(j => weights[j] == weights[i])]))];
        Variables = [.. _trained.Select(Variable)];
        var largest = _trained.Select(entry => entry.Weight).Where(NeedsRows).Select(weight => weight.Count).DefaultIfEmpty().Max();
        _weightRows = new float[largest];
        _gradientRows = new float[largest];

        // A penalty or another place of the same weight adds to the gradient.
        bool IsLate(int i) => Array.IndexOf(signature.ProductGradients, i) >= 0 && IsTaken(i) &&
            weights[i].Spec.Regularizer is null && weights.Count(weight => weight == weights[i]) == 1;

        bool IsTaken(int i) => Array.IndexOf(signature.RowGradients, i) >= 0 ? takesRows && GradientRows.AreApart(RowWidth(weights[i])) : takesParts;
    }

    /// <summary>The trained weights as the optimizer sees them.</summary>
    public TrainableVariable[] Variables { get; }

    public void Dispose()
    {
        _gradients.Dispose();
        foreach (var product in _late) product?.Dispose();
        foreach (var rows in _rows) rows?.Dispose();
        foreach (var memory in _outputs.Concat(_masks).Concat(_cotangents)) memory?.Dispose();
    }

    /// <summary>Memory for the outputs of a batch and their masks.</summary>
    public void PrepareOutputs(ModelProgram program, StagedBatch batch, Frame frame)
    {
        for (var i = 0; i < _outputs.Length; i++)
        {
            var bytes = OutputBytes(program, i, batch);
            frame.Outputs[i] = Ensure(ref _outputs[i], bytes);
            if (program.Signature.Outputs[i].IsMasked)
                frame.OutputMasks[i] = (byte*)Ensure(ref _masks[i], bytes / sizeof(float) / OutputTraining.Columns(program, i, batch.Axes));
        }
    }

    /// <summary>Memory for the cotangents of a batch.</summary>
    public void PrepareCotangents(ModelProgram program, StagedBatch batch, Frame frame)
    {
        for (var i = 0; i < _cotangents.Length; i++) frame.Cotangents[i] = (float*)Ensure(ref _cotangents[i], OutputBytes(program, i, batch));
    }

    /// <summary>Sum of the penalties on trained weights.</summary>
    public double Penalty()
    {
        var sum = 0.0;
        foreach (var entry in _trained)
            if (entry.Weight.Spec.Regularizer is { } regularizer)
                sum += regularizer.Penalty(regularizer.IsElementwise ? entry.Weight.Physical : Rows(entry.Weight), entry.Weight.Spec.Shape);
        return sum;
    }

    /// <summary>Adds up gradients of weights that stand at several places, and the gradients of the penalties.</summary>
    public void CompleteGradients()
    {
        foreach (var entry in _trained)
        {
            foreach (var other in entry.Others) AddGradient(entry.Index, other);
            if (entry.Weight.Spec.Regularizer is { } regularizer) AddPenalty(regularizer, entry.Weight, ChangedGradient(entry.Index));
        }
    }

    private void AddGradient(int index, int other)
    {
        if (_rows[index] is { } rows && _rows[other] is { } otherRows)
        {
            rows.Add(otherRows);
            return;
        }
        var gradient = ChangedGradient(index);
        TensorPrimitives.Add(gradient, Gradient(other), gradient);
    }

    /// <summary>Brings trained weights back into their allowed sets.</summary>
    public void ApplyConstraints()
    {
        foreach (var entry in _trained)
        {
            if (entry.Weight.Spec.Constraint is not { } constraint) continue;
            var weight = entry.Weight;
            var rows = _weightRows.AsSpan(0, weight.Count);
            Rows(weight);
            constraint.Apply(rows, weight.Spec.Shape);
            weight.Spec.Layout.Pack(rows, weight.Spec.Shape, weight.Physical);
        }
    }

    /// <summary>Says that the weights have changed.</summary>
    public void Touch()
    {
        foreach (var weight in _weights) weight.Touch();
    }

    /// <summary>Copies of the gradients, row-major, by the program's paths.</summary>
    public Dictionary<string, Tensor<float>> CopyGradients(string[] paths)
    {
        var copies = new Dictionary<string, Tensor<float>>();
        foreach (var entry in _trained)
        {
            var rows = new float[entry.Weight.Count];
            entry.Weight.Spec.Layout.Unpack(Gradient(entry.Index), entry.Weight.Spec.Shape, rows);
            _late[entry.Index]?.Release();
            _rows[entry.Index]?.Release();
            copies.Add(paths[entry.Index], Tensor.Create(rows, [.. entry.Weight.Spec.Shape.Select(length => (nint)length)]));
        }
        return copies;
    }

    /// <summary>Copies of the weights that training changes by other means than the gradient.</summary>
    public float[]?[] KeepStatistics() => [.. _weights.Select(weight => weight.Spec.Trainable ? null : weight.Physical.ToArray())];

    /// <summary>Puts <see cref="KeepStatistics"/> back.</summary>
    public void RestoreStatistics(float[]?[] kept)
    {
        for (var i = 0; i < kept.Length; i++) kept[i]?.CopyTo(_weights[i].Physical);
    }

    private TrainableVariable Variable(Trained entry)
    {
        var weight = entry.Weight;
        var variable = new TrainableVariable(weight, weight.Path, weight.Spec.Shape, weight.Spec.Layout, weight.Physical.Length);
        variable.Bind(weight.Pointer, new(_addresses[entry.Index]), _rows[entry.Index], _late[entry.Index]);
        return variable;
    }

    private static GradientRows RowsOf(Weight table, float* gradient) =>
        new(gradient, table.Spec.Shape[0], RowWidth(table), table.Physical.Length);

    private static int RowWidth(Weight table) => table.Count / table.Spec.Shape[0];

    private Span<float> Gradient(int index)
    {
        if (_late[index] is { } product) return product.Whole();
        if (_rows[index] is { IsLate: true } rows) return rows.Whole();
        _rows[index]?.Settle();
        return new(_addresses[index], _weights[index].Physical.Length);
    }

    /// <summary>A gradient of which any element may be changed.</summary>
    private Span<float> ChangedGradient(int index) => _rows[index] is { } rows ? rows.TouchAll() : Gradient(index);

    private void AddPenalty(WeightRegularizer regularizer, Weight weight, Span<float> gradient)
    {
        if (regularizer.IsElementwise)
        {
            regularizer.AddGradient(weight.Physical, weight.Spec.Shape, gradient);
            return;
        }
        var rows = _gradientRows.AsSpan(0, weight.Count);
        weight.Spec.Layout.Unpack(gradient, weight.Spec.Shape, rows);
        regularizer.AddGradient(Rows(weight), weight.Spec.Shape, rows);
        weight.Spec.Layout.Pack(rows, weight.Spec.Shape, gradient);
    }

    /// <summary>The weight row-major, in shared memory.</summary>
    private ReadOnlySpan<float> Rows(Weight weight)
    {
        var rows = _weightRows.AsSpan(0, weight.Count);
        weight.Spec.Layout.Unpack(weight.Physical, weight.Spec.Shape, rows);
        return rows;
    }

    private static bool NeedsRows(Weight weight) => weight.Spec.Constraint is not null || weight.Spec.Regularizer is { IsElementwise: false };

    private static long OutputBytes(ModelProgram program, int output, StagedBatch batch) =>
        batch.Count * ShapeBinding.SampleSize(program, program.Signature.Outputs[output], output, batch.Axes) * sizeof(float);

    private static void* Ensure(ref NativeBuffer? memory, long bytes)
    {
        if (memory is not null && memory.Length >= bytes) return memory.Address;
        memory?.Dispose();
        memory = new(bytes);
        return memory.Address;
    }
}
