using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>Steps by running means of the gradient and of its square: m = β₁·m + (1 − β₁)·g, v = β₂·v + (1 − β₂)·g²,
/// w −= lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε). With amsgrad, the largest v so far stands for v
/// (https://keras.io/api/optimizers/adam/).</summary>
public class Adam : Optimizer
{
    private Vector<float> _alpha;
    private Vector<float> _take1;
    private Vector<float> _take2;

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean square that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Added to the root, 1e-7 by default.</param>
    /// <param name="amsgrad">Whether the largest mean square so far is divided by.</param>
    public Adam(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f, bool amsgrad = false)
        : this("adam", learningRate, beta1, beta2, epsilon, amsgrad) { }

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean square that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Added to the root, 1e-7 by default.</param>
    /// <param name="amsgrad">Whether the largest mean square so far is divided by.</param>
    public Adam(LearningRateSchedule learningRate, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f, bool amsgrad = false)
        : this("adam", learningRate, beta1, beta2, epsilon, amsgrad) { }

    private protected Adam(string name, float learningRate, float beta1, float beta2, float epsilon, bool amsgrad) : base(name, learningRate) =>
        (Beta1, Beta2, Epsilon, Amsgrad) = (Hyperparameter.Share(beta1), Hyperparameter.Share(beta2), Hyperparameter.Positive(epsilon), amsgrad);

    private protected Adam(string name, LearningRateSchedule learningRate, float beta1, float beta2, float epsilon, bool amsgrad) : base(name, learningRate) =>
        (Beta1, Beta2, Epsilon, Amsgrad) = (Hyperparameter.Share(beta1), Hyperparameter.Share(beta2), Hyperparameter.Positive(epsilon), amsgrad);

    /// <summary>Share of the mean gradient that is kept.</summary>
    public float Beta1 { get; }

    /// <summary>Share of the mean square that is kept.</summary>
    public float Beta2 { get; }

    /// <summary>Added to the root.</summary>
    public float Epsilon { get; }

    /// <summary>Whether the largest mean square so far is divided by.</summary>
    public bool Amsgrad { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<SlotSpec> DeclareSlots() =>
        Amsgrad ? [new("momentum"), new("velocity"), new("velocity_hat")] : [new("momentum"), new("velocity")];

    /// <inheritdoc/>
    protected override void BeginStep(float learningRate, long step)
    {
        _alpha = new(learningRate * MathF.Sqrt(Hyperparameter.BiasCorrection(Beta2, step)) / Hyperparameter.BiasCorrection(Beta1, step));
        (_take1, _take2) = (new(Hyperparameter.Complement(Beta1)), new(Hyperparameter.Complement(Beta2)));
    }

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
        var largest = Amsgrad ? update.Slot(2).AsVectors() : default;
        var epsilon = new Vector<float>(Epsilon);
        var (alpha, take1, take2) = (_alpha, _take1, _take2);
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var m = momentum[i] + (g - momentum[i]) * take1;
            var v = velocity[i] + (g * g - velocity[i]) * take2;
            momentum[i] = m;
            velocity[i] = v;
            if (Amsgrad) largest[i] = v = Vector.Max(largest[i], v);
            weight[i] -= alpha * m / (Vector.SquareRoot(v) + epsilon);
        }
    }
}
