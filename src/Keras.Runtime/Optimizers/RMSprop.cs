using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>Divides the gradient by the root of a running mean of its square: v = ρ·v + (1 − ρ)·g², w −= lr·g/√(v + ε). Centered, the
/// squared running mean of g is taken from v; with momentum, m = μ·m + step and w −= m
/// (https://keras.io/api/optimizers/rmsprop/).</summary>
public sealed class RMSprop : Optimizer
{
    private const string KerasName = "rm_sprop";

    private readonly float _take;

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="rho">Share of the running means that is kept, 0.9 by default.</param>
    /// <param name="momentum">Share of the last step that is kept, 0 by default.</param>
    /// <param name="epsilon">Added under the root, 1e-7 by default.</param>
    /// <param name="centered">Whether the variance stands for the mean square.</param>
    public RMSprop(float learningRate = 0.001f, float rho = 0.9f, float momentum = 0f, float epsilon = 1e-7f, bool centered = false)
        : base(KerasName, learningRate) =>
        (Rho, Momentum, Epsilon, Centered, _take) =
        (Hyperparameter.Share(rho), Hyperparameter.Share(momentum), Hyperparameter.Positive(epsilon), centered, Hyperparameter.Complement(rho));

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="rho">Share of the running means that is kept, 0.9 by default.</param>
    /// <param name="momentum">Share of the last step that is kept, 0 by default.</param>
    /// <param name="epsilon">Added under the root, 1e-7 by default.</param>
    /// <param name="centered">Whether the variance stands for the mean square.</param>
    public RMSprop(LearningRateSchedule learningRate, float rho = 0.9f, float momentum = 0f, float epsilon = 1e-7f, bool centered = false)
        : base(KerasName, learningRate) =>
        (Rho, Momentum, Epsilon, Centered, _take) =
        (Hyperparameter.Share(rho), Hyperparameter.Share(momentum), Hyperparameter.Positive(epsilon), centered, Hyperparameter.Complement(rho));

    /// <summary>Share of the running means that is kept.</summary>
    public float Rho { get; }

    /// <summary>Share of the last step that is kept.</summary>
    public float Momentum { get; }

    /// <summary>Added under the root.</summary>
    public float Epsilon { get; }

    /// <summary>Whether the variance stands for the mean square.</summary>
    public bool Centered { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<SlotSpec> DeclareSlots() =>
        [new("velocity"), .. Momentum > 0f ? [new("momentum")] : Array.Empty<SlotSpec>(), .. Centered ? [new("average_gradient")] : Array.Empty<SlotSpec>()];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<float>? IdleSlotFactors => Momentum > 0f ? null : Centered ? [Rho, Rho] : [Rho];

    /// <inheritdoc/>
    protected internal override bool IsElementwise => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in VariableUpdate update)
    {
        if (Momentum > 0f || Centered)
        {
            UpdateWithHistory(update);
            return;
        }

        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var velocity = update.Slot(0).AsVectors();
        var (rate, keep, take, epsilon) = Constants(update);
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var v = keep * velocity[i] + take * g * g;
            velocity[i] = v;
            weight[i] -= rate * g / Vector.SquareRoot(v + epsilon);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UpdateWithHistory(in VariableUpdate update)
    {
        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var velocity = update.Slot(0).AsVectors();
        var momentum = Momentum > 0f ? update.Slot(1).AsVectors() : default;
        var average = Centered ? update.Slot(Momentum > 0f ? 2 : 1).AsVectors() : default;
        var (rate, keep, take, epsilon) = Constants(update);
        var repeat = new Vector<float>(Momentum);
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var v = keep * velocity[i] + take * g * g;
            velocity[i] = v;
            if (Centered)
            {
                var a = keep * average[i] + take * g;
                average[i] = a;
                v -= a * a;
            }
            var step = rate * g / Vector.SquareRoot(v + epsilon);
            if (Momentum > 0f) momentum[i] = step = repeat * momentum[i] + step;
            weight[i] -= step;
        }
    }

    private (Vector<float> Rate, Vector<float> Keep, Vector<float> Take, Vector<float> Epsilon) Constants(in VariableUpdate update) =>
        (new(update.LearningRate), new(Rho), new(_take), new(Epsilon));
}
