using System.Numerics.Tensors;

namespace Keras;

/// <summary>Categorical cross-entropy in which sure classes count little: Σ α·(1 − p)^γ·(−y·ln p) over the last axis; p is divided by its
/// sum and kept within [1e-7, 1 − 1e-7].</summary>
/// <param name="alpha">Factor of the whole, 0.25 by default.</param>
/// <param name="gamma">How fast sure classes lose weight, 2 by default.</param>
/// <param name="labelSmoothing">Targets become y·(1 − s) + s/n over n classes.</param>
/// <param name="reduction">How the rows become one number.</param>
public sealed class CategoricalFocalCrossentropyLoss(
    float alpha = 0.25f, float gamma = 2f, float labelSmoothing = 0f, Reduction reduction = Reduction.SumOverBatchSize)
    : Loss("categorical_focal_crossentropy", reduction)
{
    private readonly float _smoothing = Probability.Smoothing(labelSmoothing);

    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        for (var row = 0; row < losses.Length; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var norm = TensorPrimitives.Sum(predictions);
            var sum = 0f;
            for (var i = 0; i < targets.Length; i++)
            {
                var p = Probability.Clip(predictions[i] / norm);
                sum -= alpha * MathF.Pow(1f - p, gamma) * Smooth(targets[i], targets.Length) * MathF.Log(p);
            }
            losses[row] = sum;
        }
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var part = gradient.Slice(row * batch.Columns, batch.Columns);
            var norm = TensorPrimitives.Sum(predictions);
            var mean = 0f;
            for (var i = 0; i < part.Length; i++)
            {
                var p = predictions[i] / norm;
                part[i] = Probability.IsInside(p)
                    ? alpha * Smooth(targets[i], targets.Length) * (gamma * MathF.Pow(1f - p, gamma - 1f) * MathF.Log(p) - MathF.Pow(1f - p, gamma) / p)
                    : 0f;
                mean += part[i] * p;
            }
            // Through p/Σp.
            for (var i = 0; i < part.Length; i++) part[i] = coefficients[row] * (part[i] - mean) / norm;
        }
    }

    private float Smooth(float target, int classes) => target * (1f - _smoothing) + _smoothing / classes;
}
