using System.Numerics.Tensors;

namespace Keras;

/// <summary>Per row 1 where prediction and target agree, else 0 (a share, where a row holds several decisions).</summary>
internal static class Matches
{
    /// <summary>Share of the row's columns where p &gt; threshold equals the target.</summary>
    public static void Binary(in OutputBatch batch, float threshold, Span<float> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var right = 0;
            for (var i = 0; i < predictions.Length; i++)
                if (targets[i] == (predictions[i] > threshold ? 1f : 0f)) right++;
            values[row] = (float)right / predictions.Length;
        }
    }

    /// <summary>Whether the largest prediction is at the place of the largest target.</summary>
    public static void Categorical(in OutputBatch batch, Span<float> values)
    {
        for (var row = 0; row < values.Length; row++)
            values[row] = Largest(batch.PredictionRow(row)) == Largest(batch.TargetRow(row)) ? 1f : 0f;
    }

    /// <summary>Whether the largest prediction is at the place that the label names.</summary>
    public static void Sparse(in OutputBatch batch, Span<float> values)
    {
        for (var row = 0; row < values.Length; row++)
            values[row] = Largest(batch.PredictionRow(row)) == batch.Targets[row] ? 1f : 0f;
    }

    /// <summary>Whether fewer than <paramref name="k"/> predictions are larger than the one at <paramref name="place"/>.</summary>
    public static bool IsAmongTop(ReadOnlySpan<float> predictions, float place, int k)
    {
        if (!(place >= 0f && place < predictions.Length)) return false;
        var score = predictions[(int)place];
        if (!float.IsFinite(score)) return false;
        var larger = 0;
        foreach (var other in predictions)
            if (other > score) larger++;
        return larger < k;
    }

    /// <summary>Place of the first largest value.</summary>
    public static int Largest(ReadOnlySpan<float> values) => TensorPrimitives.IndexOfMax(values);
}
