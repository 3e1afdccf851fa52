using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>Follow the regularized leader: n' = n + g², z += g + 2·shrinkage·w − (n'⁻ᵖ − n⁻ᵖ)/lr·w, q = n'⁻ᵖ/lr + 2·(l2 + β/(2·lr)),
/// w = (clip(z, ±l1) − z)/q
/// (https://keras.io/api/optimizers/ftrl/).</summary>
public sealed class Ftrl : Optimizer
{
    private const string KerasName = "ftrl";

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="learningRatePower">The power p, not above 0; −0.5 by default.</param>
    /// <param name="initialAccumulatorValue">First value of the sum of squares, 0.1 by default.</param>
    /// <param name="l1RegularizationStrength">Penalty on absolute values, 0 by default.</param>
    /// <param name="l2RegularizationStrength">Penalty on squares, 0 by default.</param>
    /// <param name="l2ShrinkageRegularizationStrength">Penalty on squares that acts through the gradient alone, 0 by default.</param>
    /// <param name="beta">Keeps steps small while sums are, 0 by default.</param>
    public Ftrl(float learningRate = 0.001f, float learningRatePower = -0.5f, float initialAccumulatorValue = 0.1f, float l1RegularizationStrength = 0f, float l2RegularizationStrength = 0f, float l2ShrinkageRegularizationStrength = 0f, float beta = 0f) : base(KerasName, learningRate) =>
        (LearningRatePower, InitialAccumulatorValue, L1RegularizationStrength, L2RegularizationStrength, L2ShrinkageRegularizationStrength, Beta) = (Checked(learningRatePower), Hyperparameter.NotNegative(initialAccumulatorValue), Hyperparameter.NotNegative(l1RegularizationStrength), Hyperparameter.NotNegative(l2RegularizationStrength), Hyperparameter.NotNegative(l2ShrinkageRegularizationStrength), Hyperparameter.NotNegative(beta));

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="learningRatePower">The power p, not above 0; −0.5 by default.</param>
    /// <param name="initialAccumulatorValue">First value of the sum of squares, 0.1 by default.</param>
    /// <param name="l1RegularizationStrength">Penalty on absolute values, 0 by default.</param>
    /// <param name="l2RegularizationStrength">Penalty on squares, 0 by default.</param>
    /// <param name="l2ShrinkageRegularizationStrength">Penalty on squares that acts through the gradient alone, 0 by default.</param>
    /// <param name="beta">Keeps steps small while sums are, 0 by default.</param>
    public Ftrl(LearningRateSchedule learningRate, float learningRatePower = -0.5f, float initialAccumulatorValue = 0.1f, float l1RegularizationStrength = 0f, float l2RegularizationStrength = 0f, float l2ShrinkageRegularizationStrength = 0f, float beta = 0f) : base(KerasName, learningRate) =>
        (LearningRatePower, InitialAccumulatorValue, L1RegularizationStrength, L2RegularizationStrength, L2ShrinkageRegularizationStrength, Beta) = (Checked(learningRatePower), Hyperparameter.NotNegative(initialAccumulatorValue), Hyperparameter.NotNegative(l1RegularizationStrength), Hyperparameter.NotNegative(l2RegularizationStrength), Hyperparameter.NotNegative(l2ShrinkageRegularizationStrength), Hyperparameter.NotNegative(beta));

    /// <summary>The power p, not above 0; −0.5 by default.</summary>
    public float LearningRatePower { get; }

    /// <summary>First value of the sum of squares, 0.1 by default.</summary>
    public float InitialAccumulatorValue { get; }

    /// <summary>Penalty on absolute values, 0 by default.</summary>
    public float L1RegularizationStrength { get; }

    /// <summary>Penalty on squares, 0 by default.</summary>
    public float L2RegularizationStrength { get; }

    /// <summary>Penalty on squares that acts through the gradient alone, 0 by default.</summary>
    public float L2ShrinkageRegularizationStrength { get; }

    /// <summary>Keeps steps small while sums are, 0 by default.</summary>
    public float Beta { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<SlotSpec> DeclareSlots() => [new("accumulator", InitialAccumulatorValue), new("linear")];

    private static float Checked(float learningRatePower) =>
        learningRatePower <= 0f ? learningRatePower
        : throw new ArgumentOutOfRangeException(nameof(learningRatePower), learningRatePower, "The power must not be above 0.");

    /// <summary>x to the power of −<see cref="LearningRatePower"/>.</summary>
    private Vector<float> Power(Vector<float> value)
    {
        if (LearningRatePower == -0.5f) return Vector.SquareRoot(value);
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        value.CopyTo(lanes);
        foreach (ref var lane in lanes) lane = MathF.Pow(lane, -LearningRatePower);
        return new Vector<float>(lanes);
    }

    /// <inheritdoc/>
    protected internal override bool IsElementwise => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in VariableUpdate update)
    {
        var weight = update.Values.AsVectors();
        var gradient = update.Gradient.AsVectors();
        var accumulator = update.Slot(0).AsVectors();
        var linear = update.Slot(1).AsVectors();
        var rate = new Vector<float>(update.LearningRate);
        var shrinkage = new Vector<float>(2f * L2ShrinkageRegularizationStrength);
        var l1 = new Vector<float>(L1RegularizationStrength);
        var l2 = new Vector<float>(2f * L2RegularizationStrength + Beta / update.LearningRate);
        for (var i = 0; i < weight.Length; i++)
        {
            var g = gradient[i];
            var w = weight[i];
            var before = Power(accumulator[i]);
            accumulator[i] += g * g;
            var after = Power(accumulator[i]);
            var z = linear[i] + g + shrinkage * w - (after - before) / rate * w;
            linear[i] = z;
            weight[i] = (Vector.Min(Vector.Max(z, -l1), l1) - z) / (after / rate + l2);
        }
    }
}
