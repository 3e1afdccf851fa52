using System.ComponentModel;
using Keras.Hosting;
using Keras.Serving;

namespace Keras;

/// <summary>A sequence of predictions of one model with states of its own: those of stateful layers, which begin at zero and go on from call
/// to call. Sessions of one model run at the same time without mixing; calls of one session follow each other.</summary>
public abstract class ModelSession : IDisposable
{
    private readonly Predictor _predictor;
    private readonly StateMemory? _states;

    /// <summary>For the emitted sessions.</summary>
    /// <param name="model">What predicts.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ModelSession(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (_predictor, _states) = model.OpenSession();
    }

    /// <summary>Makes the states of this session zero.</summary>
    public void ResetState() => _states?.Reset();

    /// <summary>Frees the states of this session. The model stays.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the states of this session.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _states?.Dispose();
    }

    /// <summary>Predicts from tensors, in the order of the model's inputs, to new tensors in the order of its outputs.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorData[] PredictCore(params ReadOnlySpan<TensorData> inputs) => _predictor.Predict(inputs, _states);

    /// <summary>Predicts from spans to spans without allocating.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void PredictCore<TInputs, TOutputs>(in TInputs inputs, in TOutputs outputs, int batch)
        where TInputs : IInputSpans, allows ref struct
        where TOutputs : IOutputSpans, allows ref struct =>
        _predictor.Predict(inputs, outputs, batch, _states);
}
