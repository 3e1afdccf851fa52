namespace Keras;

/// <summary>(1 + β²)·precision·recall / (β²·precision + recall), per class or averaged.</summary>
/// <param name="average">How classes become one figure; by default one figure each.</param>
/// <param name="beta">Weight of recall against precision, above 0; 1 by default.</param>
/// <param name="threshold">Predictions above it are positive; null takes the largest of each row.</param>
/// <param name="name">The key in logs and history.</param>
public class FBetaScoreMetric(ClassAverage average = ClassAverage.None, float beta = 1f, float? threshold = null, string name = "fbeta_score") : Metric(name)
{
    /// <summary>Smaller numbers never count as positive where the largest of a row is taken.</summary>
    private const float Nothing = 1e-9f;
    private readonly float _beta = Hyperparameter.Positive(beta);
    private (double TruePositives, double FalsePositives, double FalseNegatives)[] _classes = [];

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => predictionColumns;

    /// <inheritdoc/>
    public override void Update(in OutputBatch batch)
    {
        if (_classes.Length == 0) _classes = new (double, double, double)[batch.Columns];
        for (var row = 0; row < batch.Rows; row++)
        {
            var predictions = batch.PredictionRow(row);
            var targets = batch.TargetRow(row);
            var weight = batch.Weight(row);
            var largest = threshold is null ? predictions[Matches.Largest(predictions)] : 0f;
            for (var i = 0; i < _classes.Length; i++)
            {
                var called = threshold is { } least ? predictions[i] > least : predictions[i] >= largest && Math.Abs(predictions[i]) > Nothing;
                ref var counts = ref _classes[i];
                if (called)
                {
                    counts.TruePositives += targets[i] * weight;
                    counts.FalsePositives += (1f - targets[i]) * weight;
                }
                else
                {
                    counts.FalseNegatives += targets[i] * weight;
                }
            }
        }
    }

    /// <inheritdoc/>
    public override float Result() => Results() is { Count: > 0 } results ? results.Average() : 0f;

    /// <inheritdoc/>
    public override IReadOnlyList<float> Results()
    {
        switch (average)
        {
            case ClassAverage.Micro:
                return [(float)Score((_classes.Sum(c => c.TruePositives), _classes.Sum(c => c.FalsePositives), _classes.Sum(c => c.FalseNegatives)))];
            case ClassAverage.Macro:
                return [_classes.Length == 0 ? 0f : (float)_classes.Average(Score)];
            case ClassAverage.Weighted:
                return [(float)ConfusionCounts.Ratio(_classes.Sum(c => Score(c) * Positives(c)), _classes.Sum(Positives))];
            default:
                return [.. _classes.Select(c => (float)Score(c))];
        }
    }

    /// <inheritdoc/>
    public override void Reset() => _classes = [];

    private static double Positives((double TruePositives, double FalsePositives, double FalseNegatives) counts) =>
        counts.TruePositives + counts.FalseNegatives;

    private double Score((double TruePositives, double FalsePositives, double FalseNegatives) counts)
    {
        var precision = ConfusionCounts.Ratio(counts.TruePositives, counts.TruePositives + counts.FalsePositives);
        var recall = ConfusionCounts.Ratio(counts.TruePositives, Positives(counts));
        var square = (double)_beta * _beta;
        return (1.0 + square) * ConfusionCounts.Ratio(precision * recall, square * precision + recall);
    }
}

/// <summary>The harmonic mean of precision and recall, per class or averaged.</summary>
/// <param name="average">How classes become one figure; by default one figure each.</param>
/// <param name="threshold">Predictions above it are positive; null takes the largest of each row.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class F1ScoreMetric(ClassAverage average = ClassAverage.None, float? threshold = null, string name = "f1_score")
    : FBetaScoreMetric(average, 1f, threshold, name);

/// <summary>How figures of classes become one.</summary>
public enum ClassAverage
{
    /// <summary>One figure per class.</summary>
    None,
    /// <summary>From the counts of all classes together.</summary>
    Micro,
    /// <summary>The mean over classes.</summary>
    Macro,
    /// <summary>The mean over classes, weighted by how often each occurs.</summary>
    Weighted,
}
