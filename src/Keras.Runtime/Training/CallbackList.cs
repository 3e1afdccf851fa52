namespace Keras.Training;

/// <summary>All callbacks of one training or evaluation, in order.</summary>
internal sealed class CallbackList(IEnumerable<Callback> callbacks)
{
    private readonly Callback[] _callbacks = [.. callbacks];

    public void Attach(Model model, TrainingParameters parameters)
    {
        foreach (var callback in _callbacks) callback.Attach(model, parameters);
    }

    public void TrainBegin()
    {
        foreach (var callback in _callbacks) callback.OnTrainBegin();
    }

    public void TrainEnd(Logs logs)
    {
        foreach (var callback in _callbacks) callback.OnTrainEnd(logs);
    }

    public void EpochBegin(int epoch)
    {
        foreach (var callback in _callbacks) callback.OnEpochBegin(epoch);
    }

    public void EpochEnd(int epoch, Logs logs)
    {
        foreach (var callback in _callbacks) callback.OnEpochEnd(epoch, logs);
    }

    public void TrainBatchBegin(int batch)
    {
        foreach (var callback in _callbacks) callback.OnTrainBatchBegin(batch);
    }

    public void TrainBatchEnd(int batch, Logs logs)
    {
        foreach (var callback in _callbacks) callback.OnTrainBatchEnd(batch, logs);
    }

    public void TestBegin()
    {
        foreach (var callback in _callbacks) callback.OnTestBegin();
    }

    public void TestEnd(Logs logs)
    {
        foreach (var callback in _callbacks) callback.OnTestEnd(logs);
    }

    public void TestBatchBegin(int batch)
    {
        foreach (var callback in _callbacks) callback.OnTestBatchBegin(batch);
    }

    public void TestBatchEnd(int batch, Logs logs)
    {
        foreach (var callback in _callbacks) callback.OnTestBatchEnd(batch, logs);
    }
}
