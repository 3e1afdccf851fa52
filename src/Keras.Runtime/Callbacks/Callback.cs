namespace Keras;

/// <summary>Code that runs at the beginning and end of training, epochs and batches. Users derive from it and override what they
/// need. Setting <see cref="Keras.Model.StopTraining"/> ends the training after the batch.</summary>
public abstract class Callback
{
    private Model? _model;

    /// <summary>The model that is trained or evaluated.</summary>
    public Model Model => _model ?? throw new InvalidOperationException($"{GetType().Name} belongs to no model yet: hand it to Fit or Evaluate.");

    /// <summary>What the training was started with.</summary>
    public TrainingParameters? Parameters { get; private set; }

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin() { }

    /// <summary>After the last epoch.</summary>
    /// <param name="logs">Figures of the last epoch.</param>
    public virtual void OnTrainEnd(Logs logs) { }

    /// <summary>Before an epoch.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    public virtual void OnEpochBegin(int epoch) { }

    /// <summary>After an epoch and its validation.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="logs">Figures of the epoch; those that are added go into the history.</param>
    public virtual void OnEpochEnd(int epoch, Logs logs) { }

    /// <summary>Before a training step.</summary>
    /// <param name="batch">Number of the batch in its epoch, from 0.</param>
    public virtual void OnTrainBatchBegin(int batch) { }

    /// <summary>After a training step.</summary>
    /// <param name="batch">Number of the batch in its epoch, from 0.</param>
    /// <param name="logs">Figures of the epoch so far.</param>
    public virtual void OnTrainBatchEnd(int batch, Logs logs) { }

    /// <summary>Before an evaluation or validation.</summary>
    public virtual void OnTestBegin() { }

    /// <summary>After an evaluation or validation.</summary>
    /// <param name="logs">Its figures.</param>
    public virtual void OnTestEnd(Logs logs) { }

    /// <summary>Before a batch of an evaluation or validation.</summary>
    /// <param name="batch">Number of the batch, from 0.</param>
    public virtual void OnTestBatchBegin(int batch) { }

    /// <summary>After a batch of an evaluation or validation.</summary>
    /// <param name="batch">Number of the batch, from 0.</param>
    /// <param name="logs">Figures so far.</param>
    public virtual void OnTestBatchEnd(int batch, Logs logs) { }

    internal void Attach(Model model, TrainingParameters parameters) => (_model, Parameters) = (model, parameters);
}
