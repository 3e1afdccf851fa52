using System.Numerics.Tensors;

namespace Keras;

/// <summary><see cref="CategoricalCrossentropyLoss"/> with a label (0 to classes − 1) per row in place of one-hot targets.</summary>
/// <param name="fromLogits">Whether predictions are logits, of which the softmax is taken first.</param>
/// <param name="ignoreClass">A label whose rows count as masked; null for none.</param>
/// <param name="reduction">How the rows become one number.</param>
public sealed class SparseCategoricalCrossentropyLoss(
    bool fromLogits = false, int? ignoreClass = null, Reduction reduction = Reduction.SumOverBatchSize)
    : Loss("sparse_categorical_crossentropy", reduction)
{
    /// <inheritdoc/>
    public override int TargetColumns(int predictionColumns) => 1;

    /// <inheritdoc/>
    public override float? IgnoredTarget => ignoreClass;

    /// <inheritdoc/>
    public override void ValidateTargets(string output, ReadOnlySpan<float> targets, int predictionColumns) =>
        TargetChecks.Labels(output, targets, predictionColumns, ignoreClass);

    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        for (var row = 0; row < losses.Length; row++)
        {
            var predictions = batch.PredictionRow(row);
            var label = Label(batch, row);
            losses[row] = label < 0 ? 0f
                : fromLogits ? Probability.LogSumExp(predictions) - predictions[label]
                : -MathF.Log(Probability.Clip(predictions[label] / TensorPrimitives.Sum(predictions)));
        }
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var predictions = batch.PredictionRow(row);
            var part = gradient.Slice(row * batch.Columns, batch.Columns);
            var label = Label(batch, row);
            if (label < 0)
            {
                part.Clear();
            }
            else if (fromLogits)
            {
                var norm = Probability.LogSumExp(predictions);
                for (var i = 0; i < part.Length; i++) part[i] = coefficients[row] * MathF.Exp(predictions[i] - norm);
                part[label] -= coefficients[row];
            }
            else
            {
                var sum = TensorPrimitives.Sum(predictions);
                var q = predictions[label] / sum;
                // −ln(p/Σp): 1/Σp everywhere, less 1/p at the label.
                part.Fill(Probability.IsInside(q) ? coefficients[row] / sum : 0f);
                if (Probability.IsInside(q)) part[label] -= coefficients[row] / (q * sum);
            }
        }
    }

    /// <inheritdoc/>
    public override bool HasGradientAtLogits(Activation finalActivation) => finalActivation == Activation.Softmax && !fromLogits;

    /// <inheritdoc/>
    /// <remarks>p less 1 at the label; zero where the label's probability was clipped.</remarks>
    public override void GradientAtLogits(
        Activation finalActivation, in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var predictions = batch.PredictionRow(row);
            var part = gradient.Slice(row * batch.Columns, batch.Columns);
            var label = Label(batch, row);
            if (label < 0 || !Probability.IsInside(predictions[label]))
            {
                part.Clear();
                continue;
            }
            TensorPrimitives.Multiply(predictions, coefficients[row], part);
            part[label] -= coefficients[row];
        }
    }

    /// <summary>The row's label, or −1 where it is ignored.</summary>
    /// <exception cref="ArgumentException">A label that is no class: no element is read by it.</exception>
    private int Label(in OutputBatch batch, int row)
    {
        var label = batch.Targets[row];
        if (label == ignoreClass) return -1;
        if (label >= 0f && label < batch.Columns) return (int)label;
        throw new ArgumentException($"Label {label} in row {row} is not among the {batch.Columns} classes.");
    }
}
