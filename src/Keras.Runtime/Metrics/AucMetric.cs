namespace Keras;

/// <summary>Area under a curve of two rates over all thresholds, as a Riemann sum (https://keras.io/api/metrics/classification_metrics/).</summary>
/// <param name="numThresholds">Number of thresholds, at least 2; 200 by default.</param>
/// <param name="curve">Which curve.</param>
/// <param name="summationMethod">How heights between thresholds are taken.</param>
/// <param name="fromLogits">Whether predictions are logits.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class AucMetric(
    int numThresholds = 200, AucCurve curve = AucCurve.Roc, AucSummation summationMethod = AucSummation.Interpolation, bool fromLogits = false, string name = "auc")
    : ConfusionMetric(name, Spread(numThresholds))
{
    /// <inheritdoc/>
    public override void Update(in OutputBatch batch) => Counts.Add(batch, fromLogits: fromLogits);

    /// <inheritdoc/>
    public override float Result()
    {
        var area = 0.0;
        for (var i = 0; i + 1 < Thresholds.Count; i++)
            area += curve == AucCurve.Pr && summationMethod == AucSummation.Interpolation ? PrecisionRecallPart(i) : Part(i);
        return (float)area;
    }

    private double Part(int i)
    {
        var (x, nextX) = curve == AucCurve.Roc ? (Counts.Fallout(i), Counts.Fallout(i + 1)) : (Counts.Recall(i), Counts.Recall(i + 1));
        var (y, nextY) = curve == AucCurve.Roc ? (Counts.Recall(i), Counts.Recall(i + 1)) : (Counts.Precision(i), Counts.Precision(i + 1));
        var height = summationMethod switch
        {
            AucSummation.Interpolation => (y + nextY) / 2.0,
            AucSummation.Minoring => Math.Min(y, nextY),
            _ => Math.Max(y, nextY),
        };
        return (x - nextX) * height;
    }

    /// <summary>Between two thresholds true positives grow evenly with all positives, so that precision is no straight line
    /// (Davis and Goadrich 2006).</summary>
    private double PrecisionRecallPart(int i)
    {
        var (positives, nextPositives) = (Called(i), Called(i + 1));
        var gained = Counts.TruePositives[i] - Counts.TruePositives[i + 1];
        var slope = ConfusionCounts.Ratio(gained, Math.Max(positives - nextPositives, 0.0));
        var intercept = Counts.TruePositives[i + 1] - slope * nextPositives;
        var ratio = positives > 0.0 && nextPositives > 0.0 ? positives / nextPositives : 1.0;
        return ConfusionCounts.Ratio(slope * (gained + intercept * Math.Log(ratio)), Counts.TruePositives[i + 1] + Counts.FalseNegatives[i + 1]);

        double Called(int threshold) => Counts.TruePositives[threshold] + Counts.FalsePositives[threshold];
    }

    /// <summary>Evenly spaced, the ends moved out by ε so that predictions of exactly 0 and 1 lie between them.</summary>
    private static float[] Spread(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var thresholds = Even(count);
        thresholds[0] = -Probability.Epsilon;
        thresholds[^1] = 1f + Probability.Epsilon;
        return thresholds;
    }
}

/// <summary>The curve of <see cref="AucMetric"/>.</summary>
public enum AucCurve
{
    /// <summary>Recall over the rate of false positives.</summary>
    Roc,
    /// <summary>Precision over recall.</summary>
    Pr,
}

/// <summary>How <see cref="AucMetric"/> takes heights between thresholds.</summary>
public enum AucSummation
{
    /// <summary>The mean of both ends; for precision and recall the exact interpolation.</summary>
    Interpolation,
    /// <summary>The lower end.</summary>
    Minoring,
    /// <summary>The upper end.</summary>
    Majoring,
}
