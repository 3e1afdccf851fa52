namespace Keras.Training;

/// <summary>Runs an evaluation or validation over all batches of a source.</summary>
internal sealed class EvaluationLoop(Trainer trainer, BatchSource source, CallbackList callbacks, CancellationToken cancellation) : IDisposable
{
    private readonly StagedBatch _batch = trainer.NewBatch();
    private readonly Logs _logs = new();
    private readonly Action<Logs> _write = logs => trainer.EvaluationScore.Write(logs);

    /// <summary>Figures are in the trainer's <see cref="Trainer.EvaluationScore"/> and in the result.</summary>
    public Logs Run()
    {
        lock (trainer.Busy)
        {
            trainer.EvaluationScore.Reset();
            _logs.Clear();
            callbacks.TestBegin();
            source.Begin();
            for (var step = 0; source.Next(_batch); step++)
            {
                cancellation.ThrowIfCancellationRequested();
                callbacks.TestBatchBegin(step);
                trainer.EvaluateStep(_batch);
                _logs.RefreshBy(_write);
                callbacks.TestBatchEnd(step, _logs);
            }
            _logs.Clear();
            _write(_logs);
            callbacks.TestEnd(_logs);
            return _logs;
        }
    }

    public void Dispose()
    {
        _batch.Dispose();
        source.Dispose();
    }
}
