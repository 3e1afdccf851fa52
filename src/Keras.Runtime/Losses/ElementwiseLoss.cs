namespace Keras;

/// <summary>A loss that is the mean over the last axis of a function of one target and one prediction.</summary>
/// <param name="name">Keras's name of the loss.</param>
/// <param name="reduction">How the rows become one number.</param>
public abstract class ElementwiseLoss(string name, Reduction reduction) : Loss(name, reduction)
{
    /// <summary>The function.</summary>
    protected abstract float Value(float target, float prediction);

    /// <summary>Its derivative with respect to the prediction.</summary>
    protected abstract float Slope(float target, float prediction);

    /// <summary>Scale and shift that targets are to be read with, decided over the whole batch.</summary>
    private protected virtual (float Scale, float Shift) Reading(ReadOnlySpan<float> targets) => (1f, 0f);

    /// <inheritdoc/>
    public sealed override void Compute(in OutputBatch batch, Span<float> losses)
    {
        var (scale, shift) = Reading(batch.Targets);
        for (var row = 0; row < losses.Length; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var sum = 0.0;
            for (var i = 0; i < predictions.Length; i++) sum += Value(targets[i] * scale + shift, predictions[i]);
            losses[row] = (float)(sum / predictions.Length);
        }
    }

    /// <inheritdoc/>
    public sealed override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        var (scale, shift) = Reading(batch.Targets);
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = coefficients[i / batch.Columns] / batch.Columns * Slope(batch.Targets[i] * scale + shift, batch.Predictions[i]);
    }
}
