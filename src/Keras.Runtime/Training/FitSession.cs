using Keras.Hosting;

namespace Keras.Training;

/// <summary>One call of <c>Fit</c>: epochs, steps, validation, callbacks, history. The loops over it are in <see cref="FitLoop"/>.</summary>
internal sealed class FitSession : IDisposable
{
    private readonly Model _model;
    private readonly Trainer _trainer;
    private readonly FitOptions _options;
    private readonly CallbackList _callbacks;
    private readonly History _history = new();
    private readonly Logs _epochLogs = new();
    private readonly Logs _batchLogs = new();
    private readonly Action<Logs> _writeBatch;
    private readonly EvaluationLoop? _validation;
    private int _epoch;
    private int _step;

    /// <param name="model">The model.</param>
    /// <param name="trainer">Its training step.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="steps">Steps per epoch, where known.</param>
    /// <param name="validation">Batches for validation, or null.</param>
    public FitSession(Model model, Trainer trainer, FitOptions options, int? steps, BatchSource? validation)
    {
        (_model, _trainer, _options) = (model, trainer, options);
        var verbose = Progress.ProgressDisplay.Resolve(options.Verbose);
        var parameters = new TrainingParameters(verbose, options.Epochs, steps);
        _history.Parameters = parameters;
        Callback[] display = verbose == 0 ? [] : [new Progress.FitProgress(verbose, options.Output, options.Clock)];
        _callbacks = new([.. display, .. options.Callbacks]);
        _callbacks.Attach(model, parameters);
        _writeBatch = logs => trainer.TrainingScore.Write(logs);
        _validation = validation is null ? null : new(trainer, validation, _callbacks, options.CancellationToken);
        _epoch = options.InitialEpoch;
    }

    /// <summary>Before the first epoch.</summary>
    public void Begin()
    {
        _model.StopTraining = false;
        _callbacks.TrainBegin();
    }

    /// <summary>Before an epoch; false when all are done.</summary>
    public bool BeginEpoch()
    {
        if (_epoch >= _options.Epochs || _model.StopTraining) return false;
        _options.CancellationToken.ThrowIfCancellationRequested();
        _step = 0;
        _trainer.TrainingScore.Reset();
        _batchLogs.Clear();
        _epochLogs.Clear();
        _callbacks.EpochBegin(_epoch);
        return true;
    }

    /// <summary>One step; false where training was stopped.</summary>
    public bool Step(StagedBatch batch)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        _callbacks.TrainBatchBegin(_step);
        bool stepped;
        lock (_trainer.Busy) stepped = _trainer.TrainStep(batch, _model.CheckNumericsInFit);
        if (!stepped) throw new ArithmeticException($"In step {_step + 1} of epoch {_epoch + 1} {_model.ExplainLoss(batch)}");
        _batchLogs.RefreshBy(_writeBatch);
        _callbacks.TrainBatchEnd(_step, _batchLogs);
        _step++;
        return !_model.StopTraining;
    }

    /// <summary>After an epoch.</summary>
    public void EndEpoch()
    {
        if (_step == 0)
            throw new ArgumentException($"Epoch {_epoch + 1} had no batches: the stream was empty.", "batches");
        _trainer.TrainingScore.Write(_epochLogs);
        if (_validation is not null && (_epoch + 1) % _options.ValidationFrequency == 0)
        {
            _validation.Run();
            _trainer.EvaluationScore.Write(_epochLogs, "val_");
        }
        _callbacks.EpochEnd(_epoch, _epochLogs);
        _history.Add(_epoch, _epochLogs);
        _epoch++;
    }

    /// <summary>After the last epoch.</summary>
    public History End()
    {
        _trainer.FinishTraining();
        _callbacks.TrainEnd(_epochLogs);
        return _history;
    }

    public void Dispose() => _validation?.Dispose();
}
