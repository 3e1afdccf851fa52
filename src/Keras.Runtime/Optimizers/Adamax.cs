using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary><see cref="Adam"/> with the largest gradient in place of the mean square: u = max(β₂·u, |g|), w −= lr·m/((1 − β₁ᵗ)·(u + ε))
/// (https://keras.io/api/optimizers/adamax/).</summary>
public sealed class Adamax : Optimizer
{
    private const string KerasName = "adamax";

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the largest gradient that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Adamax(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
        (Beta1, Beta2, Epsilon) = (Hyperparameter.Share(beta1), Hyperparameter.Share(beta2), Hyperparameter.Positive(epsilon));

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the largest gradient that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Adamax(LearningRateSchedule learningRate, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
        (Beta1, Beta2, Epsilon) = (Hyperparameter.Share(beta1), Hyperparameter.Share(beta2), Hyperparameter.Positive(epsilon));

    /// <summary>Share of the mean gradient that is kept, 0.9 by default.</summary>
    public float Beta1 { get; }

    /// <summary>Share of the largest gradient that is kept, 0.999 by default.</summary>
    public float Beta2 { get; }

    /// <summary>Keeps the divisor from zero, 1e-7 by default.</summary>
    public float Epsilon { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<SlotSpec> DeclareSlots() => [new("momentum"), new("norm")];

    /// <inheritdoc/>
    protected internal override bool IsElementwise => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in VariableUpdate update)
    {
        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var momentum = update.Slot(0).AsVectors();
        var norm = update.Slot(1).AsVectors();
        var take = new Vector<float>(Hyperparameter.Complement(Beta1));
        var keep = new Vector<float>(Beta2);
        var epsilon = new Vector<float>(Epsilon);
        var alpha = new Vector<float>(update.LearningRate / Hyperparameter.BiasCorrection(Beta1, update.Step));
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var m = momentum[i] + (g - momentum[i]) * take;
            var u = Vector.Max(keep * norm[i], Vector.Abs(g));
            momentum[i] = m;
            norm[i] = u;
            weight[i] -= alpha * m / (u + epsilon);
        }
    }
}
