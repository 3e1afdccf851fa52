using Keras.Hosting;

namespace Keras;

// Functions that apply a layer or nested model of the model in another way.
public static partial class Ops
{
    /// <summary>Applies a layer or nested model to every step of the time axis.</summary>
    /// <typeparam name="TOutput">What one call gives: a tensor, or the named tuple of a model with several outputs.</typeparam>
    /// <param name="layer">The method group <c>Call</c> of a layer or nested model, such as <c>_vision.Call</c>.</param>
    /// <param name="x">Shape (batch, time, ...): what is applied is called on (batch, ...).</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    /// <returns>Shape (batch, time, ...), each output of the call under its own name.</returns>
    public static TOutput TimeDistributed<TOutput>(Func<KerasTensor, TOutput> layer, KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.TimeDistributed");

    /// <summary>Applies a nested model of two inputs to every step of the time axis.</summary>
    /// <typeparam name="TOutput">What one call gives: a tensor, or the named tuple of a model with several outputs.</typeparam>
    /// <param name="layer">The method group <c>Call</c> of a nested model.</param>
    /// <param name="x1">The model's first input for all steps, shape (batch, time, ...).</param>
    /// <param name="x2">Its second input, with as many steps.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    /// <returns>Shape (batch, time, ...), each output of the call under its own name.</returns>
    public static TOutput TimeDistributed<TOutput>(
        Func<KerasTensor, KerasTensor, TOutput> layer, KerasTensor x1, KerasTensor x2, string? name = null) =>
        throw CompileTime.Error("Ops.TimeDistributed");

    /// <summary>Applies a nested model of three inputs to every step of the time axis.</summary>
    /// <typeparam name="TOutput">What one call gives: a tensor, or the named tuple of a model with several outputs.</typeparam>
    /// <param name="layer">The method group <c>Call</c> of a nested model.</param>
    /// <param name="x1">The model's first input for all steps, shape (batch, time, ...).</param>
    /// <param name="x2">Its second input, with as many steps.</param>
    /// <param name="x3">Its third input, with as many steps.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    /// <returns>Shape (batch, time, ...), each output of the call under its own name.</returns>
    public static TOutput TimeDistributed<TOutput>(
        Func<KerasTensor, KerasTensor, KerasTensor, TOutput> layer, KerasTensor x1, KerasTensor x2, KerasTensor x3, string? name = null) =>
        throw CompileTime.Error("Ops.TimeDistributed");
}
