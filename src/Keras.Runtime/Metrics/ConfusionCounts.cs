namespace Keras;

/// <summary>Weighted counts of right and wrong decisions at several thresholds; a prediction counts as positive strictly above one.</summary>
internal sealed class ConfusionCounts
{
    private readonly float[] _thresholds;

    public ConfusionCounts(float[] thresholds)
    {
        _thresholds = thresholds;
        TruePositives = new double[thresholds.Length];
        FalsePositives = new double[thresholds.Length];
        TrueNegatives = new double[thresholds.Length];
        FalseNegatives = new double[thresholds.Length];
    }

    public double[] TruePositives { get; }

    public double[] FalsePositives { get; }

    public double[] TrueNegatives { get; }

    public double[] FalseNegatives { get; }

    /// <summary>True positives / all that are positive, at a threshold.</summary>
    public double Recall(int i) => Ratio(TruePositives[i], TruePositives[i] + FalseNegatives[i]);

    /// <summary>True positives / all that were called positive, at a threshold.</summary>
    public double Precision(int i) => Ratio(TruePositives[i], TruePositives[i] + FalsePositives[i]);

    /// <summary>True negatives / all that are negative, at a threshold.</summary>
    public double Specificity(int i) => Ratio(TrueNegatives[i], TrueNegatives[i] + FalsePositives[i]);

    /// <summary>False positives / all that are negative, at a threshold.</summary>
    public double Fallout(int i) => Ratio(FalsePositives[i], FalsePositives[i] + TrueNegatives[i]);

    /// <summary>Counts a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="topK">Only so many of the largest predictions of each row may count as positive; null for all.</param>
    /// <param name="classId">Only this column counts; null for all.</param>
    /// <param name="fromLogits">Whether predictions are logits.</param>
    public void Add(in OutputBatch batch, int? topK = null, int? classId = null, bool fromLogits = false)
    {
        if (classId is { } id && (id < 0 || id >= batch.Columns))
            throw new ArgumentException($"Class {id} is not among the {batch.Columns} columns of the predictions.");
        for (var row = 0; row < batch.Rows; row++)
        {
            var weight = batch.Weight(row);
            if (weight == 0f) continue;
            var predictions = batch.PredictionRow(row);
            var targets = batch.TargetRow(row);
            for (var column = classId ?? 0; column < (classId + 1 ?? predictions.Length); column++)
            {
                var score = fromLogits ? Probability.Sigmoid(predictions[column]) : predictions[column];
                if (topK is { } k && !Matches.IsAmongTop(predictions, column, k)) score = float.NegativeInfinity;
                Count(score, targets[column] != 0f, weight);
            }
        }
    }

    public static double Ratio(double part, double whole) => whole == 0.0 ? 0.0 : part / whole;

    private void Count(float score, bool positive, float weight)
    {
        for (var i = 0; i < _thresholds.Length; i++)
        {
            if (score > _thresholds[i]) (positive ? TruePositives : FalsePositives)[i] += weight;
            else (positive ? FalseNegatives : TrueNegatives)[i] += weight;
        }
    }
}
