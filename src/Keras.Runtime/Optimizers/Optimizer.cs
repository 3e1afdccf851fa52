namespace Keras;

/// <summary>Changes weights by their gradients. Users may derive from it: declare what is remembered per weight in
/// <see cref="DeclareSlots"/> and write one update in <see cref="Update"/>.</summary>
/// <remarks>Order of a step, as in Keras: accumulate, clip, decay, update, moving average; the caller applies constraints after it.
/// One instance trains one model.</remarks>
public abstract partial class Optimizer
{
    private float _learningRate;
    private string[] _excludedFromDecay = [];

    /// <param name="name">Keras's name, the first part of the paths of its state.</param>
    /// <param name="learningRate">Step size.</param>
    protected Optimizer(string name, float learningRate)
    {
        Name = name;
        _learningRate = learningRate;
    }

    /// <param name="name">Keras's name, the first part of the paths of its state.</param>
    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    protected Optimizer(string name, LearningRateSchedule learningRate)
    {
        ArgumentNullException.ThrowIfNull(learningRate);
        Name = name;
        Schedule = learningRate;
    }

    /// <summary>Name of the instance; by default the class's name in Keras's snake case.</summary>
    public string Name { get; init; }

    /// <summary>The schedule that gives the learning rate, or null.</summary>
    public LearningRateSchedule? Schedule { get; }

    /// <summary>The learning rate of the next step.</summary>
    /// <exception cref="InvalidOperationException">Set on an optimizer that was made with a schedule.</exception>
    public float LearningRate
    {
        get => Schedule is null ? _learningRate : Schedule.At(BatchesSeen);
        set
        {
            if (Schedule is not null)
                throw new InvalidOperationException(
                    $"The learning rate of '{Name}' follows a {Schedule.GetType().Name}, so it cannot be set. Make the optimizer with a number instead.");
            _learningRate = value;
        }
    }

    /// <summary>Decoupled decay: before each update every weight loses this share of itself times the learning rate. Null is none.</summary>
    public float? WeightDecay { get; init; }

    /// <summary>Largest L2 norm of each weight's gradient; longer ones are scaled down. Null is none.</summary>
    public float? ClipNorm { get; init; }

    /// <summary>Largest absolute value of a gradient's elements. Null is none.</summary>
    public float? ClipValue { get; init; }

    /// <summary>Largest L2 norm of all gradients together. Null is none.</summary>
    public float? GlobalClipNorm { get; init; }

    /// <summary>Whether a moving average of the weights is kept, which replaces them at the end of <c>Fit</c>.</summary>
    public bool UseEma { get; init; }

    /// <summary>Share of the old average that each step keeps, 0.99 by default.</summary>
    public float EmaMomentum { get; init; } = 0.99f;

    /// <summary>Every so many updates the average replaces the weights during training; null only at the end.</summary>
    public int? EmaOverwriteFrequency { get; init; }

    /// <summary>Updates once in so many batches, with their mean gradient; at least 2, null for every batch.</summary>
    public int? GradientAccumulationSteps { get; init; }

    /// <summary>Number of updates done.</summary>
    public long Iterations => BatchesSeen / (GradientAccumulationSteps ?? 1);

    /// <summary>Number of batches seen: Keras's variable <c>iteration</c>, which schedules go by.</summary>
    public long BatchesSeen { get; internal set; }

    /// <summary>What is remembered per weight, by slot and then by weight; empty before training.</summary>
    public IReadOnlyList<OptimizerSlot> State { get; private set; } = [];

    /// <summary>Takes weights out of <see cref="WeightDecay"/>.</summary>
    /// <param name="names">A weight is taken out whose path (<c>layer/weight</c>) contains one of these, such as <c>bias</c>.</param>
    /// <exception cref="InvalidOperationException">Training has begun.</exception>
    public void ExcludeFromWeightDecay(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (_variables.Length > 0)
            throw new InvalidOperationException($"Weights can be excluded from the decay of '{Name}' only before the model is compiled with it.");
        _excludedFromDecay = names;
    }

    /// <summary>The arrays to remember for each weight.</summary>
    protected internal virtual IReadOnlyList<SlotSpec> DeclareSlots() => [];

    /// <summary>For each slot, what <see cref="Update"/> multiplies it by where the gradient is zero; null, the default, if it does anything
    /// else there. An optimizer that says so leaves weights without gradient as they are, and works element by element: of a table that is
    /// only looked up in (an embedding), <see cref="Update"/> is then called for the rows that the step has touched, in parts, and for no
    /// others. What the slots of those have missed is made up for before they are touched or read.</summary>
    protected internal virtual IReadOnlyList<float>? IdleSlotFactors => null;

    /// <summary>Whether <see cref="Update"/> treats each element by itself, so that it may be called for parts of a weight; by default,
    /// whether <see cref="IdleSlotFactors"/> says so. The gradient of a large weight (of a million elements or more) is then computed,
    /// used and forgotten part by part, unless a norm or an accumulation needs all of it. Parts may be updated on several threads at the
    /// same time: what is made for all of them belongs into <see cref="BeginStep"/>.</summary>
    protected internal virtual bool IsElementwise => IdleSlotFactors is not null;

    /// <summary>Called once before the updates of a step, for factors that all weights share.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="step">Number of this update, from 1.</param>
    protected virtual void BeginStep(float learningRate, long step) { }

    /// <summary>Changes one weight. Must leave elements at zero whose value, gradient and history are zero (padding).</summary>
    protected internal abstract void Update(in VariableUpdate update);
}
