using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>Steps as long as recent steps were: a = ρ·a + (1 − ρ)·g², Δ = −√(u + ε)/√(a + ε)·g, u = ρ·u + (1 − ρ)·Δ², w += lr·Δ
/// (https://keras.io/api/optimizers/adadelta/).</summary>
public sealed class Adadelta : Optimizer
{
    private const string KerasName = "adadelta";

    private readonly float _take;

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="rho">Share of the running means that is kept, 0.95 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Adadelta(float learningRate = 0.001f, float rho = 0.95f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
        (Rho, Epsilon, _take) = (Hyperparameter.Share(rho), Hyperparameter.Positive(epsilon), Hyperparameter.Complement(rho));

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="rho">Share of the running means that is kept, 0.95 by default.</param>
    /// <param name="epsilon">Keeps the divisor from zero, 1e-7 by default.</param>
    public Adadelta(LearningRateSchedule learningRate, float rho = 0.95f, float epsilon = 1e-7f) : base(KerasName, learningRate) =>
        (Rho, Epsilon, _take) = (Hyperparameter.Share(rho), Hyperparameter.Positive(epsilon), Hyperparameter.Complement(rho));

    /// <summary>Share of the running means that is kept, 0.95 by default.</summary>
    public float Rho { get; }

    /// <summary>Keeps the divisor from zero, 1e-7 by default.</summary>
    public float Epsilon { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<SlotSpec> DeclareSlots() => [new("accumulated_grad"), new("accumulated_delta_var")];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<float>? IdleSlotFactors => [Rho, Rho];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in VariableUpdate update)
    {
        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var squares = update.Slot(0).AsVectors();
        var steps = update.Slot(1).AsVectors();
        var rate = new Vector<float>(update.LearningRate);
        var keep = new Vector<float>(Rho);
        var take = new Vector<float>(_take);
        var epsilon = new Vector<float>(Epsilon);
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var square = keep * squares[i] + take * g * g;
            var step = -Vector.SquareRoot(steps[i] + epsilon) * g / Vector.SquareRoot(square + epsilon);
            squares[i] = square;
            steps[i] = keep * steps[i] + take * step * step;
            weight[i] += rate * step;
        }
    }
}
