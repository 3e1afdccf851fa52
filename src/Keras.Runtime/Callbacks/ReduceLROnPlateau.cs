namespace Keras;

/// <summary>Lowers the learning rate when a figure no longer improves (https://keras.io/api/callbacks/reduce_lr_on_plateau/). The
/// history gets a figure <c>learning_rate</c>.</summary>
/// <param name="monitor">Name of the figure.</param>
/// <param name="factor">What the learning rate is multiplied by; less than 1.</param>
/// <param name="patience">Epochs without improvement after which it is lowered.</param>
/// <param name="verbose">1 says what is set.</param>
/// <param name="mode">Which way is better.</param>
/// <param name="minDelta">Smaller changes do not count as improvement.</param>
/// <param name="cooldown">Epochs to wait after lowering.</param>
/// <param name="minLearningRate">The learning rate is never lowered below this.</param>
public sealed class ReduceLROnPlateau(
    string monitor = "val_loss", float factor = 0.1f, int patience = 10, int verbose = 0, MonitorMode mode = MonitorMode.Auto,
    float minDelta = 1e-4f, int cooldown = 0, float minLearningRate = 0f) : MonitorCallback(monitor, mode)
{
    private readonly float _factor = factor < 1f
        ? factor
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "ReduceLROnPlateau does not support a factor >= 1.0.");
    private float _best;
    private int _wait;
    private int _cooldown;

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        base.OnTrainBegin();
        (_best, _wait, _cooldown) = (Worst, 0, 0);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        var rate = Model.Optimizer.LearningRate;
        logs["learning_rate"] = rate;
        if (!TryRead(logs, out var value)) return;
        if (_cooldown > 0)
        {
            _cooldown--;
            _wait = 0;
        }
        if (Improves(value, _best, minDelta))
        {
            (_best, _wait) = (value, 0);
            return;
        }
        if (_cooldown > 0 || ++_wait < patience || rate <= minLearningRate) return;
        Model.Optimizer.LearningRate = Math.Max(rate * _factor, minLearningRate);
        if (verbose > 0) Console.WriteLine($"Epoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {Model.Optimizer.LearningRate}.");
        (_cooldown, _wait) = (cooldown, 0);
    }
}
