namespace Keras;

/// <summary>Saves the weights after epochs (https://keras.io/api/callbacks/model_checkpoint/).</summary>
/// <param name="filepath">Where to: may hold the epoch and figures, <c>model-{epoch:02d}-{val_loss:.2f}.safetensors</c>.</param>
/// <param name="monitor">Name of the figure that says which is the best.</param>
/// <param name="verbose">1 says what is saved.</param>
/// <param name="saveBestOnly">Saves only when the figure is better than ever before.</param>
/// <param name="mode">Which way is better.</param>
/// <param name="saveFreq">Saves after every so many batches instead of after each epoch; null is each epoch.</param>
/// <param name="initialValueThreshold">A value that must be improved on first.</param>
public sealed class ModelCheckpoint(
    string filepath, string monitor = "val_loss", int verbose = 0, bool saveBestOnly = false, MonitorMode mode = MonitorMode.Auto,
    int? saveFreq = null, float? initialValueThreshold = null) : MonitorCallback(monitor, mode)
{
    private float? _best = initialValueThreshold;
    private int _batches;
    private int _epoch;

    /// <summary>The best value so far.</summary>
    public float? Best => _best;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => _epoch = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (saveFreq is { } frequency && ++_batches % frequency == 0) Save(logs);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (saveFreq is null) Save(logs);
    }

    private void Save(Logs logs)
    {
        var path = PathTemplate.Fill(filepath, _epoch + 1, logs);
        if (saveBestOnly)
        {
            if (!TryRead(logs, out var value))
                throw new InvalidOperationException(
                    $"ModelCheckpoint saves the best by '{Monitor}', which was not measured; there are {string.Join(", ", logs.Select(entry => entry.Key))}.");
            var best = _best ?? Worst;
            if (!Improves(value, best, 0f))
            {
                if (verbose > 0) Console.WriteLine($"Epoch {_epoch + 1}: {Monitor} did not improve from {best:0.00000}");
                return;
            }
            if (verbose > 0) Console.WriteLine($"Epoch {_epoch + 1}: {Monitor} improved from {best:0.00000} to {value:0.00000}, saving model to {path}");
            _best = value;
        }
        else if (verbose > 0) Console.WriteLine($"Epoch {_epoch + 1}: saving model to {path}");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        Model.Save(path);
    }
}
