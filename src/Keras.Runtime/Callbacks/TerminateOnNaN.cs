namespace Keras;

/// <summary>Stops training when the loss is no longer a finite number (https://keras.io/api/callbacks/terminate_on_nan/).</summary>
/// <param name="raiseError">Throws instead of stopping.</param>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!logs.TryGetValue("loss", out var loss) || float.IsFinite(loss)) return;
        var message = $"Batch {batch}: Invalid loss, terminating training";
        if (raiseError) throw new InvalidOperationException($"NaN or Inf loss encountered. {message}");
        Console.WriteLine(message);
        Model.StopTraining = true;
    }
}
