using System.Numerics.Tensors;

namespace Keras;

/// <summary>max(max((1 − y)·p) − Σ y·p + 1, 0) over the last axis.</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class CategoricalHingeLoss(Reduction reduction = Reduction.SumOverBatchSize) : Loss("categorical_hinge", reduction)
{
    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        for (var row = 0; row < losses.Length; row++)
            losses[row] = MathF.Max(Margin(batch.TargetRow(row), batch.PredictionRow(row), out _), 0f);
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var targets = batch.TargetRow(row);
            var part = gradient.Slice(row * batch.Columns, batch.Columns);
            var margin = Margin(targets, batch.PredictionRow(row), out var worst);
            if (margin <= 0f)
            {
                part.Clear();
                continue;
            }
            TensorPrimitives.Multiply(targets, -coefficients[row], part);
            part[worst] += coefficients[row] * (1f - targets[worst]);
        }
    }

    private static float Margin(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, out int worst)
    {
        worst = 0;
        var negative = float.NegativeInfinity;
        for (var i = 0; i < predictions.Length; i++)
        {
            var value = (1f - targets[i]) * predictions[i];
            if (!(value > negative)) continue;
            negative = value;
            worst = i;
        }
        return negative - TensorPrimitives.Dot(targets, predictions) + 1f;
    }
}
