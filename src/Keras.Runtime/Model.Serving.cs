using System.ComponentModel;
using Keras.Hosting;

namespace Keras;

public abstract partial class Model
{
    /// <summary>Predicts from tensors, in the order of the model's inputs, to new tensors in the order of its outputs.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorData[] PredictCore(params ReadOnlySpan<TensorData?> inputs) => Predictor.Predict(inputs);

    /// <summary>Predicts from spans to spans without allocating.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void PredictCore<TInputs, TOutputs>(in TInputs inputs, in TOutputs outputs, int batch)
        where TInputs : IInputSpans, allows ref struct
        where TOutputs : IOutputSpans, allows ref struct =>
        Predictor.Predict(inputs, outputs, batch);
}
