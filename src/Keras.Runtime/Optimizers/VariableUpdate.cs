namespace Keras;

/// <summary>One update of one weight, or of a part of it, handed to <see cref="Optimizer.Update"/>.</summary>
public readonly ref struct VariableUpdate
{
    private readonly OptimizerSlot[][] _slots;
    private readonly int _start;
    private readonly int _length;

    internal VariableUpdate(
        TrainableVariable variable, int index, OptimizerSlot[][] slots, float learningRate, long step, ReadOnlySpan<float> gradient, int start)
    {
        Gradient = gradient;
        (_start, _length) = (start, gradient.Length);
        Variable = variable;
        Index = index;
        _slots = slots;
        LearningRate = learningRate;
        Step = step;
    }

    /// <summary>The weight.</summary>
    public TrainableVariable Variable { get; }

    /// <summary>Number of the weight among those that the optimizer trains.</summary>
    public int Index { get; }

    /// <summary>The learning rate of this step.</summary>
    public float LearningRate { get; }

    /// <summary>Number of this update, from 1.</summary>
    public long Step { get; }

    /// <summary>The weight's values; the update writes here.</summary>
    public Span<float> Values => Variable.Values.Slice(_start, _length);

    /// <summary>The clipped gradient.</summary>
    public ReadOnlySpan<float> Gradient { get; }

    /// <summary>What the optimizer remembers for this weight, in the order of <see cref="Optimizer.DeclareSlots"/>.</summary>
    public Span<float> Slot(int slot) => _slots[slot][Index].Stored.Slice(_start, _length);
}
