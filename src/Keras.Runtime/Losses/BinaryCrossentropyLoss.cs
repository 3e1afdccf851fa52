namespace Keras;

/// <summary>Mean over the last axis of −y·ln p − (1 − y)·ln(1 − p), p kept within [1e-7, 1 − 1e-7].</summary>
/// <param name="fromLogits">Whether predictions are logits z: then max(z, 0) − z·y + ln(1 + exp(−|z|)).</param>
/// <param name="labelSmoothing">Targets become y·(1 − s) + s/2.</param>
/// <param name="reduction">How the rows become one number.</param>
public sealed class BinaryCrossentropyLoss(
    bool fromLogits = false, float labelSmoothing = 0f, Reduction reduction = Reduction.SumOverBatchSize) : Loss("binary_crossentropy", reduction)
{
    private readonly float _smoothing = Probability.Smoothing(labelSmoothing);

    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        for (var row = 0; row < losses.Length; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var sum = 0.0;
            for (var i = 0; i < predictions.Length; i++) sum += Value(Smooth(targets[i]), predictions[i]);
            losses[row] = (float)(sum / predictions.Length);
        }
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            var p = batch.Predictions[i];
            var y = Smooth(batch.Targets[i]);
            var slope = fromLogits ? Probability.Sigmoid(p) - y : Probability.IsInside(p) ? (p - y) / (p * (1f - p)) : 0f;
            gradient[i] = coefficients[i / batch.Columns] / batch.Columns * slope;
        }
    }

    /// <inheritdoc/>
    public override bool HasGradientAtLogits(Activation finalActivation) => finalActivation == Activation.Sigmoid && !fromLogits;

    /// <inheritdoc/>
    /// <remarks>The sigmoid's slope p·(1 − p) cancels the divisor, which leaves p − y; zero still where p was clipped.</remarks>
    public override void GradientAtLogits(
        Activation finalActivation, in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var part = gradient.Slice(row * batch.Columns, batch.Columns);
            var coefficient = coefficients[row] / batch.Columns;
            for (var i = 0; i < part.Length; i++)
            {
                var p = predictions[i];
                part[i] = Probability.IsInside(p) ? coefficient * (p - Smooth(targets[i])) : 0f;
            }
        }
    }

    private float Smooth(float target) => target * (1f - _smoothing) + 0.5f * _smoothing;

    private float Value(float y, float p)
    {
        if (fromLogits) return MathF.Max(p, 0f) - p * y + MathF.Log(1f + MathF.Exp(-MathF.Abs(p)));
        var clipped = Probability.Clip(p);
        return -(y * MathF.Log(clipped) + (1f - y) * MathF.Log(1f - clipped));
    }
}
