using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>Divides the gradient by the root of the sum of its squares so far: a += g², w −= lr·g/√(a + ε)
/// (https://keras.io/api/optimizers/adagrad/).</summary>
public sealed class Adagrad : Optimizer
{
    private const string KerasName = "adagrad";

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="initialAccumulatorValue">First value of the sum of squares, 0.1 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Adagrad(float learningRate = 0.001f, float initialAccumulatorValue = 0.1f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
        (InitialAccumulatorValue, Epsilon) = (Hyperparameter.NotNegative(initialAccumulatorValue), Hyperparameter.Positive(epsilon));

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="initialAccumulatorValue">First value of the sum of squares, 0.1 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Adagrad(LearningRateSchedule learningRate, float initialAccumulatorValue = 0.1f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
        (InitialAccumulatorValue, Epsilon) = (Hyperparameter.NotNegative(initialAccumulatorValue), Hyperparameter.Positive(epsilon));

    /// <summary>First value of the sum of squares, 0.1 by default.</summary>
    public float InitialAccumulatorValue { get; }

    /// <summary>Keeps the divisor from zero, 1e-7 by default.</summary>
    public float Epsilon { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<SlotSpec> DeclareSlots() => [new("accumulator", InitialAccumulatorValue)];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<float>? IdleSlotFactors => [1f];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in VariableUpdate update)
    {
        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var accumulator = update.Slot(0).AsVectors();
        var rate = new Vector<float>(update.LearningRate);
        var epsilon = new Vector<float>(Epsilon);
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var sum = accumulator[i] + g * g;
            accumulator[i] = sum;
            weight[i] -= rate * g / Vector.SquareRoot(sum + epsilon);
        }
    }
}
