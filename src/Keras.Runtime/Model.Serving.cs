using System.ComponentModel;
using Keras.Hosting;
using Keras.Serving;

namespace Keras;

public abstract partial class Model
{
    /// <summary>Predicts from tensors, in the order of the model's inputs, to new tensors in the order of its outputs.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorData[] PredictCore(params ReadOnlySpan<TensorData> inputs)
    {
        var execution = Execution;
        return execution.Predictor.Predict(inputs, execution.States);
    }

    /// <summary>Predicts from spans to spans without allocating.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void PredictCore<TInputs, TOutputs>(in TInputs inputs, in TOutputs outputs, int batch)
        where TInputs : IInputSpans, allows ref struct
        where TOutputs : IOutputSpans, allows ref struct
    {
        var execution = Execution;
        execution.Predictor.Predict(inputs, outputs, batch, execution.States);
    }

    /// <summary>Makes the states of all layers zero, also within nested models, before the next call; as <c>ResetState</c> of a layer.
    /// Sessions have states of their own.</summary>
    public void ResetStates() => ResetState();

    /// <summary>For sessions: what predicts, and states that begin with zeros.</summary>
    internal (Predictor Predictor, StateMemory? States) OpenSession()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return (Execution.Predictor, Execution.States is null ? null : new(Program.Signature));
    }
}
