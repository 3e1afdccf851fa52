namespace Keras;

/// <content>Keras's metrics with their default arguments. For others, construct the class.</content>
public abstract partial class Metric
{
    /// <summary>Share of right predictions; binary, categorical or by labels as the shapes of targets and predictions say.</summary>
    public static Metric Accuracy => new AccuracyMetric();

    /// <summary>Share of elements where p &gt; 0.5 equals the target.</summary>
    public static Metric BinaryAccuracy => new BinaryAccuracyMetric();

    /// <summary>Share of rows whose largest prediction is at the largest target.</summary>
    public static Metric CategoricalAccuracy => new CategoricalAccuracyMetric();

    /// <summary>Share of rows whose largest prediction is at the label.</summary>
    public static Metric SparseCategoricalAccuracy => new SparseCategoricalAccuracyMetric();

    /// <summary>Share of rows whose largest target is among the 5 largest predictions.</summary>
    public static Metric TopKCategoricalAccuracy => new TopKCategoricalAccuracyMetric();

    /// <summary>Share of rows whose label is among the 5 largest predictions.</summary>
    public static Metric SparseTopKCategoricalAccuracy => new SparseTopKCategoricalAccuracyMetric();

    /// <summary>Mean of (p − y)².</summary>
    public static Metric MeanSquaredError => new MeanSquaredErrorMetric();

    /// <summary>Root of the mean of (p − y)².</summary>
    public static Metric RootMeanSquaredError => new RootMeanSquaredErrorMetric();

    /// <summary>Mean of |p − y|.</summary>
    public static Metric MeanAbsoluteError => new MeanAbsoluteErrorMetric();

    /// <summary>100 times the mean of |p − y| / |y|.</summary>
    public static Metric MeanAbsolutePercentageError => new MeanAbsolutePercentageErrorMetric();

    /// <summary>Mean of (ln(1 + p) − ln(1 + y))².</summary>
    public static Metric MeanSquaredLogarithmicError => new MeanSquaredLogarithmicErrorMetric();

    /// <summary>Mean of ln cosh(p − y).</summary>
    public static Metric LogCoshError => new LogCoshErrorMetric();

    /// <summary>Mean cosine between targets and predictions.</summary>
    public static Metric CosineSimilarity => new CosineSimilarityMetric();

    /// <summary>Mean of −y·ln p − (1 − y)·ln(1 − p).</summary>
    public static Metric BinaryCrossentropy => new BinaryCrossentropyMetric();

    /// <summary>Mean of −Σ y·ln p.</summary>
    public static Metric CategoricalCrossentropy => new CategoricalCrossentropyMetric();

    /// <summary>Mean of −ln p of the label.</summary>
    public static Metric SparseCategoricalCrossentropy => new SparseCategoricalCrossentropyMetric();

    /// <summary>Mean of max(1 − y·p, 0).</summary>
    public static Metric Hinge => new HingeMetric();

    /// <summary>Mean of max(1 − y·p, 0)².</summary>
    public static Metric SquaredHinge => new SquaredHingeMetric();

    /// <summary>Mean of max(max((1 − y)·p) − Σ y·p + 1, 0).</summary>
    public static Metric CategoricalHinge => new CategoricalHingeMetric();

    /// <summary>Mean of Σ y·ln(y/p).</summary>
    public static Metric KLDivergence => new KLDivergenceMetric();

    /// <summary>Mean of p − y·ln p.</summary>
    public static Metric Poisson => new PoissonMetric();

    /// <summary>TP / (TP + FP) at 0.5.</summary>
    public static Metric Precision => new PrecisionMetric();

    /// <summary>TP / (TP + FN) at 0.5.</summary>
    public static Metric Recall => new RecallMetric();

    /// <summary>Area under the ROC curve.</summary>
    public static Metric Auc => new AucMetric();

    /// <summary>Harmonic mean of precision and recall, per class.</summary>
    public static Metric F1Score => new F1ScoreMetric();

    /// <summary>Share of the targets' variance that predictions explain.</summary>
    public static Metric R2Score => new R2ScoreMetric();
}
