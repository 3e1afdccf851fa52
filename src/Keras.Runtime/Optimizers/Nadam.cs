using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary><see cref="Adam"/> with Nesterov momentum on the schedule μₜ = β₁·(1 − ½·0.96ᵗ): with Pₜ = Π μ,
/// m̂ = μₜ₊₁·m/(1 − Pₜ₊₁) + (1 − μₜ)·g/(1 − Pₜ), v̂ = v/(1 − β₂ᵗ), w −= lr·m̂/(√v̂ + ε)
/// (https://keras.io/api/optimizers/nadam/).</summary>
public sealed class Nadam : Optimizer
{
    private const string KerasName = "nadam";
    private double _product = 1.0;
    private long _productStep;
    private float _ofMomentum;
    private float _ofGradient;

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean square that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Nadam(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
        (Beta1, Beta2, Epsilon) = (Hyperparameter.Share(beta1), Hyperparameter.Share(beta2), Hyperparameter.Positive(epsilon));

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean square that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Nadam(LearningRateSchedule learningRate, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
        (Beta1, Beta2, Epsilon) = (Hyperparameter.Share(beta1), Hyperparameter.Share(beta2), Hyperparameter.Positive(epsilon));

    /// <summary>Share of the mean gradient that is kept, 0.9 by default.</summary>
    public float Beta1 { get; }

    /// <summary>Share of the mean square that is kept, 0.999 by default.</summary>
    public float Beta2 { get; }

    /// <summary>Keeps the divisor from zero, 1e-7 by default.</summary>
    public float Epsilon { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<SlotSpec> DeclareSlots() => [new("momentum"), new("velocity")];

    /// <inheritdoc/>
    protected override void BeginStep(float learningRate, long step)
    {
        // The product of all factors so far; from the start again where steps were skipped (a restored state).
        if (step != _productStep + 1) (_product, _productStep) = (1.0, 0);
        while (_productStep < step) _product *= Factor(++_productStep);
        var next = Factor(step + 1);
        _ofMomentum = (float)(next / (1.0 - _product * next));
        _ofGradient = (float)((1.0 - Factor(step)) / (1.0 - _product));
    }

    private double Factor(long step) => Beta1 * (1.0 - 0.5 * Math.Pow(0.96, step));

    /// <inheritdoc/>
    protected internal override bool IsElementwise => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in VariableUpdate update)
    {
        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var momentum = update.Slot(0).AsVectors();
        var velocity = update.Slot(1).AsVectors();
        var rate = new Vector<float>(update.LearningRate);
        var take1 = new Vector<float>(Hyperparameter.Complement(Beta1));
        var take2 = new Vector<float>(Hyperparameter.Complement(Beta2));
        var epsilon = new Vector<float>(Epsilon);
        var ofMomentum = new Vector<float>(_ofMomentum);
        var ofGradient = new Vector<float>(_ofGradient);
        var correction = new Vector<float>(1f / Hyperparameter.BiasCorrection(Beta2, update.Step));
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var m = momentum[i] + (g - momentum[i]) * take1;
            var v = velocity[i] + (g * g - velocity[i]) * take2;
            momentum[i] = m;
            velocity[i] = v;
            weight[i] -= rate * (ofMomentum * m + ofGradient * g) / (Vector.SquareRoot(v * correction) + epsilon);
        }
    }
}
