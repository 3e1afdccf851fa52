using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary><see cref="Adam"/> whose step on each weight is as long as the weight itself: with u = m̂/(√v̂ + ε), w −= lr·‖w‖/‖u‖·u
/// (factor 1 where either norm is 0)
/// (https://keras.io/api/optimizers/lamb/).</summary>
public sealed class Lamb : Optimizer
{
    private const string KerasName = "lamb";

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean square that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Lamb(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
        (Beta1, Beta2, Epsilon) = (Hyperparameter.Share(beta1), Hyperparameter.Share(beta2), Hyperparameter.Positive(epsilon));

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean square that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Lamb(LearningRateSchedule learningRate, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in VariableUpdate update)
    {
        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var momentum = update.Slot(0).AsVectors();
        var velocity = update.Slot(1).AsVectors();
        var take1 = new Vector<float>(Hyperparameter.Complement(Beta1));
        var take2 = new Vector<float>(Hyperparameter.Complement(Beta2));
        var correction1 = new Vector<float>(1f / Hyperparameter.BiasCorrection(Beta1, update.Step));
        var correction2 = new Vector<float>(1f / Hyperparameter.BiasCorrection(Beta2, update.Step));
        var epsilon = new Vector<float>(Epsilon);
        // The step takes the gradient's place, since its norm is needed before the weight can change.
        var step = update.Variable.Gradient.AsVectors();
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var m = momentum[i] + (g - momentum[i]) * take1;
            var v = velocity[i] + (g * g - velocity[i]) * take2;
            momentum[i] = m;
            velocity[i] = v;
            step[i] = m * correction1 / (Vector.SquareRoot(v * correction2) + epsilon);
        }
        var weightNorm = TensorPrimitives.Norm(update.Values);
        var stepNorm = TensorPrimitives.Norm(update.Gradient);
        var trust = weightNorm > 0f && stepNorm > 0f ? weightNorm / stepNorm : 1f;
        var rate = new Vector<float>(trust * update.LearningRate);
        for (var i = 0; i < weight.Length; i++) weight[i] -= rate * step[i];
    }
}
