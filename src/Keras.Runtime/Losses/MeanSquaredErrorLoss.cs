using System.Numerics.Tensors;

namespace Keras;

/// <summary>Mean over the last axis of (p − y)².</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class MeanSquaredErrorLoss(Reduction reduction = Reduction.SumOverBatchSize) : Loss("mean_squared_error", reduction)
{
    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        for (var row = 0; row < losses.Length; row++)
        {
            var distance = TensorPrimitives.Distance(batch.PredictionRow(row), batch.TargetRow(row));
            losses[row] = distance * distance / batch.Columns;
        }
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        TensorPrimitives.Subtract(batch.Predictions, batch.Targets, gradient);
        for (var row = 0; row < batch.Rows; row++)
        {
            var part = gradient.Slice(row * batch.Columns, batch.Columns);
            TensorPrimitives.Multiply(part, 2f * coefficients[row] / batch.Columns, part);
        }
    }
}
