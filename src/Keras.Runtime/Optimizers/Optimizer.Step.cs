using System.Numerics.Tensors;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras;

/// <content>Memory and the order of one step.</content>
public abstract partial class Optimizer
{
    private const string AverageSlot = "average";
    private const string AccumulatorSlot = "gradient_accumulator";

    private TrainableVariable[] _variables = [];
    private bool[] _decays = [];
    private bool _isElementwise;
    private WeightRanges _together;
    private OptimizerSlot[][] _slots = [];
    private IdleRows?[] _idle = [];
    private OptimizerSlot[] _averages = [];
    private NativeBuffer? _part;
    private ProductUpdate.Part? _updatePart;
    private GradientRows.Part? _updateRow;
    private (float Rate, long Step) _current;
    private OptimizerSlot[] _accumulators = [];

    /// <summary>Prepares memory for these weights. State of weights that were there before is kept.</summary>
    /// <exception cref="InvalidOperationException">The optimizer belongs to another model.</exception>
    internal void Build(IReadOnlyList<TrainableVariable> variables)
    {
        CheckSettings();
        var owners = _variables.ToDictionary(v => v.Owner, ReferenceEqualityComparer.Instance);
        if (_variables.Length > 0 && variables.Count > 0 && !variables.Any(v => owners.ContainsKey(v.Owner)))
            throw new InvalidOperationException(
                $"The optimizer '{Name}' already trains other weights ('{_variables[0].Path}', ...). Give each model an optimizer of its own.");

        var old = State;
        var slots = DeclareSlots();
        _variables = [.. variables];
        _decays = [.. _variables.Select(v => !Array.Exists(_excludedFromDecay, v.Path.Contains))];
        _slots = [.. slots.Select(Allocate)];
        _idle = [.. _variables.Select(Idle)];
        _isElementwise = IsElementwise;
        _together = new(this, _isElementwise ? [.. Enumerable.Range(0, _variables.Length).Where(i => _idle[i] is null && _variables[i].Product is null)] : []);
        if (Array.Exists(_variables, v => v.Product is not null)) (_part, _updatePart) = (NativeBuffer.Of<float>(ProductUpdate.PartLength), UpdatePart);
        _averages = UseEma ? Allocate(new(AverageSlot)) : [];
        _accumulators = GradientAccumulationSteps is null ? [] : Allocate(new(AccumulatorSlot));
        State = [.. _slots.SelectMany(s => s), .. _averages, .. _accumulators];

        foreach (var slot in State)
            foreach (var before in old)
                if (ReferenceEquals(before.Variable.Owner, slot.Variable.Owner) && before.Name == slot.Name && before.Variable.Length == slot.Variable.Length)
                    before.Values.CopyTo(slot.Values);
    }

    /// <summary>Whether the gradient of a large weight may be computed while it is updated.</summary>
    internal bool TakesParts => IsElementwise && ClipNorm is not > 0 && GlobalClipNorm is not > 0 && GradientAccumulationSteps is null;

    /// <summary>Whether the gradients of rows of a table may be computed while these are updated.</summary>
    internal bool TakesRows => TakesParts && IdleSlotFactors is not null;

    /// <summary>One step over the gradients of all weights. Allocates nothing.</summary>
    internal void Apply()
    {
        var updates = true;
        if (GradientAccumulationSteps is { } steps)
        {
            updates = (BatchesSeen + 1) % steps == 0;
            Accumulate(updates, steps);
        }
        if (updates)
        {
            if (ClipNorm is > 0) GradientClipping.ByNorm(_variables, ClipNorm.Value);
            if (GlobalClipNorm is > 0) GradientClipping.ByGlobalNorm(_variables, GlobalClipNorm.Value);
            _current = (LearningRate, Iterations + 1);
            BeginStep(_current.Rate, _current.Step);
            _together.Update();
            for (var i = 0; i < _variables.Length; i++)
            {
                if (_idle[i] is { } idle) UpdateRows(i, _variables[i].Rows!, idle);
                else if (_variables[i].Product is { } product) ProductUpdate.Run(product, i, _part!, _updatePart!);
                else if (!_isElementwise) UpdatePart(i, _variables[i].SettledGradient, 0);
            }
        }
        if (UseEma) Average();
        BatchesSeen++;
    }

    /// <summary>Replaces the weights by their moving averages, as Keras does when <c>Fit</c> ends. Without
    /// <see cref="UseEma"/>, or before the first step, nothing happens.</summary>
    internal void OverwriteByAverages()
    {
        if (BatchesSeen == 0) return;
        foreach (var average in _averages) average.Values.CopyTo(average.Variable.Values);
    }

    /// <summary>Updates the rows that the step has touched, in order. Decay is for all rows.</summary>
    private void UpdateRows(int index, GradientRows rows, IdleRows idle)
    {
        Decay(index, _variables[index].Values);
        if (rows.IsLate)
        {
            rows.Run(index, _updateRow ??= UpdateRow);
        }
        else
        {
            if (rows.GroupRows > 1) rows.Settle();
            var gradient = _variables[index].StoredGradient;
            for (var end = 0; rows.Next(ref end, out var first);)
            {
                idle.BeforeUpdate(first, end);
                BoundAndUpdate(index, gradient[rows.Start(first)..rows.Start(end)], rows.Start(first));
            }
        }
        idle.AfterUpdate();
    }

    /// <summary>Updates a row of a table by its gradient. Rows lie anywhere, so that the machine must be told of the next one.</summary>
    private void UpdateRow(int index, Span<float> gradient, int start, int next)
    {
        CacheLines.Prefetch(_variables[index].Values.Slice(next, gradient.Length));
        foreach (var slot in _slots) CacheLines.Prefetch(slot[index].Stored.Slice(next, gradient.Length));
        var row = start / gradient.Length;
        _idle[index]!.BeforeUpdate(row, row + 1);
        BoundAndUpdate(index, gradient, start);
    }

    /// <summary>Decays a part of a weight and updates it by its gradient.</summary>
    private void UpdatePart(int index, Span<float> gradient, int start)
    {
        Decay(index, _variables[index].Values.Slice(start, gradient.Length));
        BoundAndUpdate(index, gradient, start);
    }

    private void BoundAndUpdate(int index, Span<float> gradient, int start)
    {
        if (ClipValue is > 0) GradientClipping.ByValue(gradient, ClipValue.Value);
        Update(new VariableUpdate(_variables[index], index, _slots, _current.Rate, _current.Step, gradient, start));
    }

    private void Decay(int index, Span<float> values)
    {
        if (WeightDecay is { } decay && _decays[index]) TensorPrimitives.Multiply(values, 1f - decay * _current.Rate, values);
    }

    /// <summary>For a weight that can be updated by rows, what its other rows miss.</summary>
    private IdleRows? Idle(TrainableVariable variable, int index)
    {
        if (variable.Rows is not { } rows || IdleSlotFactors is not { } factors) return null;
        if (factors.Count != _slots.Length)
            throw new InvalidOperationException($"'{Name}' declares {_slots.Length} slots; IdleSlotFactors must have a factor for each, not {factors.Count}.");
        OptimizerSlot[] slots = [.. _slots.Select(slot => slot[index])];
        var idle = new IdleRows(rows, slots, factors);
        foreach (var slot in slots) slot.Idle = idle;
        return idle;
    }

    private OptimizerSlot[] Allocate(SlotSpec slot)
    {
        var slab = NativeBuffer.Of<float>(_variables.Sum(v => (long)v.Length));
        slab.Populate();
        var slots = new OptimizerSlot[_variables.Length];
        var offset = 0L;
        for (var i = 0; i < slots.Length; i++)
        {
            var variable = _variables[i];
            slots[i] = new($"{Name}/{variable.Path.Replace('/', '_')}_{slot.Name}", slot.Name, variable, slab, offset);
            if (slot.InitialValue != 0f) slots[i].Values.Fill(slot.InitialValue);
            offset += variable.Length;
        }
        return slots;
    }

    private void Accumulate(bool updates, int steps)
    {
        for (var i = 0; i < _variables.Length; i++)
        {
            var sum = _accumulators[i].Values;
            TensorPrimitives.Add(sum, _variables[i].SettledGradient, sum);
            if (!updates) continue;
            TensorPrimitives.Divide(sum, steps, _variables[i].Gradient);
            sum.Clear();
        }
    }

    private void Average()
    {
        // The first average is the weights themselves.
        var momentum = Iterations == 0 ? 0f : EmaMomentum;
        var overwrites = EmaOverwriteFrequency is { } frequency && (Iterations + 1) % frequency == 0;
        for (var i = 0; i < _averages.Length; i++)
        {
            var average = _averages[i].Values;
            var values = _variables[i].Values;
            TensorPrimitives.Multiply(average, momentum, average);
            TensorPrimitives.MultiplyAdd(values, 1f - momentum, average, average);
            if (overwrites) average.CopyTo(values);
        }
    }

    private void CheckSettings()
    {
        var clippings = (ClipNorm is null ? 0 : 1) + (ClipValue is null ? 0 : 1) + (GlobalClipNorm is null ? 0 : 1);
        if (clippings > 1)
            throw new InvalidOperationException($"Only one of ClipNorm, ClipValue and GlobalClipNorm can be set on '{Name}'.");
        if (GradientAccumulationSteps is < 2)
            throw new InvalidOperationException($"GradientAccumulationSteps of '{Name}' must be at least 2, or null. Found {GradientAccumulationSteps}.");
        if (EmaOverwriteFrequency is < 1)
            throw new InvalidOperationException($"EmaOverwriteFrequency of '{Name}' must be at least 1, or null. Found {EmaOverwriteFrequency}.");
        if (UseEma && EmaMomentum is < 0 or > 1)
            throw new InvalidOperationException($"EmaMomentum of '{Name}' must be from 0 to 1. Found {EmaMomentum}.");
    }
}
