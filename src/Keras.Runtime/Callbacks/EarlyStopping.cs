namespace Keras;

/// <summary>Stops training when a figure no longer improves (https://keras.io/api/callbacks/early_stopping/).</summary>
/// <param name="monitor">Name of the figure.</param>
/// <param name="minDelta">Smaller changes do not count as improvement.</param>
/// <param name="patience">Epochs without improvement after which training stops.</param>
/// <param name="verbose">1 says so.</param>
/// <param name="mode">Which way is better.</param>
/// <param name="baseline">A value that must be improved on first.</param>
/// <param name="restoreBestWeights">Whether the weights of the best epoch are put back.</param>
/// <param name="startFromEpoch">Epochs before this one are not looked at.</param>
public sealed class EarlyStopping(
    string monitor = "val_loss", float minDelta = 0f, int patience = 0, int verbose = 0, MonitorMode mode = MonitorMode.Auto,
    float? baseline = null, bool restoreBestWeights = false, int startFromEpoch = 0) : MonitorCallback(monitor, mode)
{
    private float[][]? _bestWeights;
    private int _wait;

    /// <summary>Number of the epoch in which training stopped, or 0.</summary>
    public int StoppedEpoch { get; private set; }

    /// <summary>Number of the best epoch.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The best value so far.</summary>
    public float Best { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        base.OnTrainBegin();
        (_wait, StoppedEpoch, BestEpoch, Best, _bestWeights) = (0, 0, 0, Worst, null);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (!TryRead(logs, out var value) || epoch < startFromEpoch) return;
        // Where no epoch improves, the first is the best there was.
        if (restoreBestWeights && _bestWeights is null) Remember(epoch);
        _wait++;
        if (Improves(value, Best, Math.Abs(minDelta)))
        {
            Best = value;
            if (restoreBestWeights) Remember(epoch);
            BestEpoch = epoch;
            if (baseline is not { } bar || Improves(value, bar, Math.Abs(minDelta))) _wait = 0;
            return;
        }
        if (_wait < patience || epoch == 0) return;
        StoppedEpoch = epoch;
        Model.StopTraining = true;
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (StoppedEpoch > 0 && verbose > 0) Console.WriteLine($"Epoch {StoppedEpoch + 1}: early stopping");
        if (_bestWeights is null) return;
        if (verbose > 0) Console.WriteLine($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.");
        Model.RestoreWeights(_bestWeights);
    }

    private void Remember(int epoch)
    {
        _bestWeights = Model.CopyWeights();
        BestEpoch = epoch;
    }
}
