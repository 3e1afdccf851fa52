using System.Numerics.Tensors;

namespace Keras;

/// <summary>The one place where weights, masks and the reduction meet (Keras's <c>reduce_weighted_values</c>).</summary>
internal static class LossReducer
{
    /// <summary>Reduces the losses, and writes the derivative of the result with respect to each.</summary>
    public static float Reduce(Loss loss, in OutputBatch batch, ReadOnlySpan<float> losses, Span<float> coefficients)
    {
        if (EvenCoefficient(loss, batch, losses.Length) is { } even)
        {
            coefficients.Fill(even);
        }
        else
        {
            Weigh(loss, batch, coefficients);
            var scale = Scale(loss.Reduction, batch, losses.Length, coefficients);
            if (scale != 1f) TensorPrimitives.Multiply(coefficients, scale, coefficients);
        }
        return (float)Sum(losses, coefficients);
    }

    /// <summary>The derivative of the result with respect to each of <paramref name="count"/> losses, where it is the same for all: there are
    /// neither weights nor a mask nor an ignored label.</summary>
    public static float? EvenCoefficient(Loss loss, in OutputBatch batch, int count) =>
        batch.SampleWeights.IsEmpty && batch.Mask.IsEmpty && loss.IgnoredTarget is null ? Scale(loss.Reduction, batch, count, []) : null;

    /// <summary>Σ loss·coefficient, in a fixed order: four sums, so that an addition need not wait for the one before.</summary>
    private static double Sum(ReadOnlySpan<float> losses, ReadOnlySpan<float> coefficients)
    {
        double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        var i = 0;
        for (; i + 4 <= losses.Length; i += 4)
        {
            sum0 += Product(losses[i], coefficients[i]);
            sum1 += Product(losses[i + 1], coefficients[i + 1]);
            sum2 += Product(losses[i + 2], coefficients[i + 2]);
            sum3 += Product(losses[i + 3], coefficients[i + 3]);
        }
        for (; i < losses.Length; i++) sum0 += Product(losses[i], coefficients[i]);
        return sum0 + sum1 + (sum2 + sum3);

        // A masked row counts nothing, whatever was computed on it.
        static double Product(float loss, float coefficient) => coefficient != 0f ? (double)loss * coefficient : 0.0;
    }

    /// <summary>The weight of each loss: sample weight times mask, the mask scaled up by total/valid where the reduction is a mean.</summary>
    private static void Weigh(Loss loss, in OutputBatch batch, Span<float> weights)
    {
        if (weights.Length != batch.Rows)
        {
            if (!batch.SampleWeights.IsEmpty || !batch.Mask.IsEmpty)
                throw new ArgumentException($"The loss '{loss.Name}' is one number for the whole batch and takes neither sample weights nor a mask.");
            weights.Fill(1f);
            return;
        }

        var valid = weights.Length;
        for (var row = 0; row < weights.Length; row++)
        {
            var isValid = (batch.Mask.IsEmpty || batch.Mask[row]) && !(loss.IgnoredTarget is { } ignored && batch.Targets[row] == ignored);
            weights[row] = isValid ? batch.Weight(row) : 0f;
            if (!isValid) valid--;
        }
        if (valid < weights.Length && loss.Reduction is Reduction.SumOverBatchSize or Reduction.Mean)
            TensorPrimitives.Multiply(weights, valid == 0 ? 0f : (float)weights.Length / valid, weights);
    }

    private static float Scale(Reduction reduction, in OutputBatch batch, int count, ReadOnlySpan<float> weights)
    {
        switch (reduction)
        {
            case Reduction.Sum or Reduction.None:
                return 1f;
            case Reduction.MeanWithSampleWeight when !(batch.SampleWeights.IsEmpty && batch.Mask.IsEmpty && weights.IndexOf(0f) < 0):
                var total = TensorPrimitives.Sum(weights);
                return total == 0f ? 0f : 1f / total;
            default:
                return count == 0 ? 0f : 1f / count;
        }
    }
}
