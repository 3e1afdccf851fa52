namespace Keras;

/// <summary>Sets the learning rate before each epoch (https://keras.io/api/callbacks/learning_rate_scheduler/). The history gets a
/// figure <c>learning_rate</c>.</summary>
/// <param name="schedule">From the epoch's number, from 0, and the learning rate so far to the new one.</param>
/// <param name="verbose">1 says what is set.</param>
public sealed class LearningRateScheduler(Func<int, float, float> schedule, int verbose = 0) : Callback
{
    /// <summary>A schedule that depends on the epoch alone.</summary>
    /// <param name="schedule">From the epoch's number, from 0, to the learning rate.</param>
    /// <param name="verbose">1 says what is set.</param>
    public LearningRateScheduler(Func<int, float> schedule, int verbose = 0) : this((epoch, _) => schedule(epoch), verbose)
    {
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        var rate = schedule(epoch, Model.Optimizer.LearningRate);
        Model.Optimizer.LearningRate = rate;
        if (verbose > 0) Console.WriteLine($"Epoch {epoch + 1}: LearningRateScheduler setting learning rate to {rate}.");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        logs["learning_rate"] = Model.Optimizer.LearningRate;
    }
}
