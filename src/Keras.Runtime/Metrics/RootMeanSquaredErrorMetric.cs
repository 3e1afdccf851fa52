namespace Keras;

/// <summary>Root of the mean of (p − y)² over all batches.</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class RootMeanSquaredErrorMetric(string name = "root_mean_squared_error") : LossMetric(new MeanSquaredErrorLoss(), name)
{
    /// <inheritdoc/>
    public override float Result() => MathF.Sqrt(base.Result());
}
