namespace Keras;

/// <content>Keras's metrics with their default arguments. For others, construct the class.</content>
public abstract partial class Metric
{
    /// <summary>Share of right predictions; binary, categorical or by labels as the shapes of targets and predictions say.</summary>
    public static Metric Accuracy => new AccuracyMetric();
}
