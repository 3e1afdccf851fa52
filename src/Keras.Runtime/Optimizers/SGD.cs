using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>Gradient descent, with momentum if wanted: m = μ·m − lr·g, w += m; Nesterov's form adds μ·m − lr·g with the new m
/// (https://keras.io/api/optimizers/sgd/).</summary>
public sealed class SGD : Optimizer
{
    private const string KerasName = "sgd";

    /// <param name="learningRate">Step size, 0.01 by default.</param>
    /// <param name="momentum">Share of the last step that is kept, 0 by default.</param>
    /// <param name="nesterov">Whether momentum takes Nesterov's form.</param>
    public SGD(float learningRate = 0.01f, float momentum = 0f, bool nesterov = false) : base(KerasName, learningRate) =>
        (Momentum, Nesterov) = (Hyperparameter.Share(momentum), nesterov);

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="momentum">Share of the last step that is kept, 0 by default.</param>
    /// <param name="nesterov">Whether momentum takes Nesterov's form.</param>
    public SGD(LearningRateSchedule learningRate, float momentum = 0f, bool nesterov = false) : base(KerasName, learningRate) =>
        (Momentum, Nesterov) = (Hyperparameter.Share(momentum), nesterov);

    /// <summary>Share of the last step that is kept.</summary>
    public float Momentum { get; }

    /// <summary>Whether momentum takes Nesterov's form.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<SlotSpec> DeclareSlots() => Momentum == 0f ? [] : [new("momentum")];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<float>? IdleSlotFactors => Momentum == 0f ? [] : null;

    /// <inheritdoc/>
    protected internal override bool IsElementwise => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in VariableUpdate update)
    {
        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var rate = new Vector<float>(update.LearningRate);
        if (Momentum == 0f)
        {
            for (var i = 0; i < weight.Length; i++) weight[i] -= rate * gradient[i];
            return;
        }

        var momentum = update.Slot(0).AsVectors();
        var keep = new Vector<float>(Momentum);
        for (var i = 0; i < weight.Length; i++)
        {
            var step = rate * gradient[i];
            var moved = keep * momentum[i] - step;
            momentum[i] = moved;
            weight[i] += Nesterov ? keep * moved - step : moved;
        }
    }
}
