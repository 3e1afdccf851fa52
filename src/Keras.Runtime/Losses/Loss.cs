namespace Keras;

/// <summary>What training makes small: a value per row of an output, and its gradient. Users may derive from it.</summary>
/// <remarks>Losses hold no state and allocate nothing; one instance may serve several outputs.</remarks>
public abstract partial class Loss
{
    /// <param name="name">Keras's name, such as <c>mean_squared_error</c>.</param>
    /// <param name="reduction">How the rows become one number.</param>
    protected Loss(string name, Reduction reduction = Reduction.SumOverBatchSize)
    {
        Name = name;
        Reduction = reduction;
    }

    /// <summary>Name of the loss.</summary>
    public string Name { get; init; }

    /// <summary>How the rows become one number.</summary>
    public Reduction Reduction { get; }

    /// <summary>Length of the targets' last axis for predictions of this length: the same, or 1 for losses over labels.</summary>
    public virtual int TargetColumns(int predictionColumns) => predictionColumns;

    /// <summary>How many losses a batch has: one per row, or 1 for losses over the batch as a whole.</summary>
    public virtual int LossCount(int rows) => rows;

    /// <summary>A label whose rows count as masked, or null.</summary>
    public virtual float? IgnoredTarget => null;

    /// <summary>The loss of each row, without weights.</summary>
    public abstract void Compute(in OutputBatch batch, Span<float> losses);

    /// <summary>The gradient of Σ coefficient[i]·loss[i] with respect to the predictions; overwrites <paramref name="gradient"/>.</summary>
    public abstract void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient);

    /// <summary>The sum of all losses and the gradient of <paramref name="coefficient"/> times this sum, in one pass: for rows that all count
    /// alike. Null, and nothing done, where the loss has no such pass.</summary>
    /// <param name="batch">The batch; its weights and mask do not count.</param>
    /// <param name="coefficient">Of each loss.</param>
    /// <param name="gradient">Gets the gradient; empty where it is not wanted.</param>
    internal virtual double? Sum(in OutputBatch batch, float coefficient, Span<float> gradient) => null;

    /// <summary>Whether the gradient is known below this final activation, so that training skips the activation's own.</summary>
    public virtual bool HasGradientAtLogits(Activation finalActivation) => false;

    /// <summary>As <see cref="Gradient"/>, but with respect to what enters the final activation. The predictions are still the
    /// activation's result.</summary>
    /// <exception cref="NotSupportedException"><see cref="HasGradientAtLogits"/> is false.</exception>
    public virtual void GradientAtLogits(
        Activation finalActivation, in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient) =>
        throw new NotSupportedException($"The loss '{Name}' has no gradient below {finalActivation}.");

    /// <summary>Checks targets before any work is done.</summary>
    /// <param name="output">Name of the output, for the message.</param>
    /// <param name="targets">All targets.</param>
    /// <param name="predictionColumns">Length of the output's last axis.</param>
    /// <exception cref="ArgumentException">A value that the loss cannot take: output, index, value and what is allowed.</exception>
    public virtual void ValidateTargets(string output, ReadOnlySpan<float> targets, int predictionColumns) =>
        TargetChecks.Finite(output, targets);

    /// <summary>The loss of a batch as one number.</summary>
    /// <param name="targets">True values, row-major.</param>
    /// <param name="predictions">Predictions, row-major.</param>
    /// <param name="columns">Length of the predictions' last axis.</param>
    /// <param name="sampleWeights">One weight per row, or empty.</param>
    public float Evaluate(
        ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, int columns, ReadOnlySpan<float> sampleWeights = default)
    {
        var batch = new OutputBatch(targets, predictions, columns, sampleWeights);
        var count = LossCount(batch.Rows);
        return Reduce(batch, new float[count], new float[count]);
    }

    /// <summary>The loss of a batch as one number, and what each row contributes.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="losses">Gets the unweighted losses, <see cref="LossCount"/> of them.</param>
    /// <param name="coefficients">Gets the derivative of the number with respect to each of them.</param>
    internal float Reduce(in OutputBatch batch, Span<float> losses, Span<float> coefficients)
    {
        Compute(batch, losses);
        return LossReducer.Reduce(this, batch, losses, coefficients);
    }
}
