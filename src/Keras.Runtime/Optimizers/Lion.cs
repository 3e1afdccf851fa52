using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>Steps of equal length by the sign of a mean gradient: w −= lr·sign(β₁·m + (1 − β₁)·g), m = β₂·m + (1 − β₂)·g
/// (https://keras.io/api/optimizers/lion/).</summary>
public sealed class Lion : Optimizer
{
    private const string KerasName = "lion";

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="beta1">Share of the mean in the step's sign, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean that is kept, 0.99 by default.</param>
    public Lion(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.99f) : base(KerasName, learningRate) =>
        (Beta1, Beta2) = (Hyperparameter.Share(beta1), Hyperparameter.Share(beta2));

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="beta1">Share of the mean in the step's sign, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean that is kept, 0.99 by default.</param>
    public Lion(LearningRateSchedule learningRate, float beta1 = 0.9f, float beta2 = 0.99f) : base(KerasName, learningRate) =>
        (Beta1, Beta2) = (Hyperparameter.Share(beta1), Hyperparameter.Share(beta2));

    /// <summary>Share of the mean in the step's sign, 0.9 by default.</summary>
    public float Beta1 { get; }

    /// <summary>Share of the mean that is kept, 0.99 by default.</summary>
    public float Beta2 { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<SlotSpec> DeclareSlots() => [new("momentum")];

    /// <inheritdoc/>
    protected internal override bool IsElementwise => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in VariableUpdate update)
    {
        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var momentum = update.Slot(0).AsVectors();
        var rate = new Vector<float>(update.LearningRate);
        var keep1 = new Vector<float>(Beta1);
        var take1 = new Vector<float>(Hyperparameter.Complement(Beta1));
        var keep2 = new Vector<float>(Beta2);
        var take2 = new Vector<float>(Hyperparameter.Complement(Beta2));
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var direction = keep1 * momentum[i] + take1 * g;
            var down = Vector.ConditionalSelect(Vector.GreaterThan(direction, Vector<float>.Zero), rate, Vector<float>.Zero);
            var up = Vector.ConditionalSelect(Vector.LessThan(direction, Vector<float>.Zero), rate, Vector<float>.Zero);
            weight[i] += up - down;
            momentum[i] = keep2 * momentum[i] + take2 * g;
        }
    }
}
