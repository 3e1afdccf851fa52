using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Keras.Kernels;

namespace Keras;

/// <summary>Mean over the last axis of (p − y)².</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class MeanSquaredErrorLoss(Reduction reduction = Reduction.SumOverBatchSize) : Loss("mean_squared_error", reduction)
{
    /// <summary>Below so many columns a call for each row costs more than its work.</summary>
    private const int NarrowColumns = 16;

    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        if (batch.Columns < NarrowColumns)
        {
            ComputeNarrow(batch.Predictions, batch.Targets, batch.Columns, losses);
            return;
        }
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

    /// <inheritdoc/>
    internal override unsafe double? Sum(in OutputBatch batch, float coefficient, Span<float> gradient)
    {
        if (batch.Targets.Length != batch.Predictions.Length) return null;
        fixed (float* predictions = batch.Predictions, targets = batch.Targets, slopes = gradient)
        {
            return SquaredErrorParts.Run(
                new(predictions), new(targets), batch.Predictions.Length, 2f * coefficient / batch.Columns, new(slopes)) / batch.Columns;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ComputeNarrow(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int columns, Span<float> losses)
    {
        targets = targets[..predictions.Length];
        var i = 0;
        foreach (ref var loss in losses)
        {
            var sum = 0f;
            for (var end = i + columns; i < end; i++)
            {
                var difference = predictions[i] - targets[i];
                sum += difference * difference;
            }
            loss = sum / columns;
        }
    }
}
