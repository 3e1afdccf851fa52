namespace Keras.Layers;

public sealed partial class GRU
{
    /// <summary>Applies the layer and gives the last h, (batch, units), beside the output. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Output, KerasTensor H) CallWithState(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies the layer and gives the last h, (batch, units), beside the output. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h, float32, shape (batch, units).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Output, KerasTensor H) CallWithState(KerasTensor x, IReadOnlyList<KerasTensor> initialState) => throw CallIsNotExecuted();

    /// <summary>Applies the layer and gives the last h, (batch, units), beside the output. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Output, KerasTensor H) CallWithState(KerasTensor x, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies the layer and gives the last h, (batch, units), beside the output. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Output, KerasTensor H) CallWithState(KerasTensor x, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies the layer and gives the last h, (batch, units), beside the output. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h, float32, shape (batch, units).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Output, KerasTensor H) CallWithState(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies the layer and gives the last h, (batch, units), beside the output. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Output, KerasTensor H) CallWithState(KerasTensor x, KerasTensor mask, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies the layer and gives the last h, (batch, units), beside the output. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h, float32, shape (batch, units).</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Output, KerasTensor H) CallWithState(KerasTensor x, IReadOnlyList<KerasTensor> initialState, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies the layer and gives the last h, (batch, units), beside the output. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h, float32, shape (batch, units).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Output, KerasTensor H) CallWithState(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask, bool training) => throw CallIsNotExecuted();
}
