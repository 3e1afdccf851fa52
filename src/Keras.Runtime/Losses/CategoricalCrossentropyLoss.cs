using System.Numerics.Tensors;

namespace Keras;

/// <summary>−Σ y·ln p over the last axis; p is divided by its sum and kept within [1e-7, 1 − 1e-7].</summary>
/// <param name="fromLogits">Whether predictions are logits, of which the softmax is taken first.</param>
/// <param name="labelSmoothing">Targets become y·(1 − s) + s/n over n classes.</param>
/// <param name="reduction">How the rows become one number.</param>
public sealed class CategoricalCrossentropyLoss(
    bool fromLogits = false, float labelSmoothing = 0f, Reduction reduction = Reduction.SumOverBatchSize) : Loss("categorical_crossentropy", reduction)
{
    private readonly float _smoothing = Probability.Smoothing(labelSmoothing);

    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        for (var row = 0; row < losses.Length; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var norm = fromLogits ? Probability.LogSumExp(predictions) : TensorPrimitives.Sum(predictions);
            var sum = 0f;
            for (var i = 0; i < targets.Length; i++)
            {
                var y = Smooth(targets[i], targets.Length);
                if (y != 0f) sum -= y * (fromLogits ? predictions[i] - norm : MathF.Log(Probability.Clip(predictions[i] / norm)));
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
            if (fromLogits) GradientOfLogits(targets, predictions, coefficients[row], part);
            else GradientOfProbabilities(targets, predictions, coefficients[row], part);
        }
    }

    /// <inheritdoc/>
    public override bool HasGradientAtLogits(Activation finalActivation) => finalActivation == Activation.Softmax && !fromLogits;

    /// <inheritdoc/>
    /// <remarks>p·Σy − y, where sum and y take only the classes that were not clipped: exactly what the clip formula followed by the
    /// softmax's own gradient gives.</remarks>
    public override void GradientAtLogits(
        Activation finalActivation, in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var part = gradient.Slice(row * batch.Columns, batch.Columns);
            var coefficient = coefficients[row];
            var total = 0f;
            for (var i = 0; i < part.Length; i++)
            {
                var y = Probability.IsInside(predictions[i]) ? Smooth(targets[i], part.Length) : 0f;
                part[i] = -coefficient * y;
                total += y;
            }
            TensorPrimitives.MultiplyAdd(predictions, coefficient * total, part, part);
        }
    }

    private void GradientOfLogits(ReadOnlySpan<float> targets, ReadOnlySpan<float> logits, float coefficient, Span<float> gradient)
    {
        var norm = Probability.LogSumExp(logits);
        var total = 0f;
        foreach (var target in targets) total += Smooth(target, targets.Length);
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = coefficient * (MathF.Exp(logits[i] - norm) * total - Smooth(targets[i], targets.Length));
    }

    private void GradientOfProbabilities(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, float coefficient, Span<float> gradient)
    {
        var sum = TensorPrimitives.Sum(predictions);
        var mean = 0f;
        for (var i = 0; i < gradient.Length; i++)
        {
            var q = predictions[i] / sum;
            var slope = Probability.IsInside(q) ? -Smooth(targets[i], targets.Length) / q : 0f;
            gradient[i] = slope;
            mean += slope * q;
        }
        // Through q = p/Σp.
        for (var i = 0; i < gradient.Length; i++) gradient[i] = coefficient * (gradient[i] - mean) / sum;
    }

    private float Smooth(float target, int classes) => target * (1f - _smoothing) + _smoothing / classes;
}
