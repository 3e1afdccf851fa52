using System.Numerics.Tensors;

namespace Keras;

/// <summary>Minus the cosine of the angle between targets and predictions over the last axis: −1 where they point the same way.</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class CosineSimilarityLoss(Reduction reduction = Reduction.SumOverBatchSize) : Loss("cosine_similarity", reduction)
{
    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        for (var row = 0; row < losses.Length; row++)
            losses[row] = -Cosine(batch.TargetRow(row), batch.PredictionRow(row));
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var part = gradient.Slice(row * batch.Columns, batch.Columns);
            var targetLength = Length(targets);
            var length = Length(predictions);
            // −(ŷ − cos·p̂)/‖p‖; a vector shorter than ε is divided by ε, a constant, and keeps only the first term.
            var along = length > Probability.Epsilon ? TensorPrimitives.Dot(targets, predictions) / (targetLength * length) / length : 0f;
            for (var i = 0; i < part.Length; i++)
                part[i] = -coefficients[row] * (targets[i] / targetLength - along * predictions[i]) / length;
        }
    }

    /// <summary>Cosine of the angle, vectors shorter than ε taken as if of length ε.</summary>
    internal static float Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => TensorPrimitives.Dot(a, b) / (Length(a) * Length(b));

    private static float Length(ReadOnlySpan<float> vector) => MathF.Max(TensorPrimitives.Norm(vector), Probability.Epsilon);
}
