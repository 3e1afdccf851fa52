namespace Keras.Layers;

public sealed partial class Bidirectional<TLayer>
{
    /// <summary>Applies both layers, whose outputs <see cref="MergeMode.None"/> leaves apart. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Forward, KerasTensor Backward) CallBoth(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies both layers, whose outputs <see cref="MergeMode.None"/> leaves apart. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Forward, KerasTensor Backward) CallBoth(KerasTensor x, IReadOnlyList<KerasTensor> initialState) => throw CallIsNotExecuted();

    /// <summary>Applies both layers, whose outputs <see cref="MergeMode.None"/> leaves apart. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Forward, KerasTensor Backward) CallBoth(KerasTensor x, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies both layers, whose outputs <see cref="MergeMode.None"/> leaves apart. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Forward, KerasTensor Backward) CallBoth(KerasTensor x, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers, whose outputs <see cref="MergeMode.None"/> leaves apart. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Forward, KerasTensor Backward) CallBoth(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies both layers, whose outputs <see cref="MergeMode.None"/> leaves apart. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Forward, KerasTensor Backward) CallBoth(KerasTensor x, KerasTensor mask, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers, whose outputs <see cref="MergeMode.None"/> leaves apart. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Forward, KerasTensor Backward) CallBoth(KerasTensor x, IReadOnlyList<KerasTensor> initialState, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers, whose outputs <see cref="MergeMode.None"/> leaves apart. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public (KerasTensor Forward, KerasTensor Backward) CallBoth(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers: the output (two with <see cref="MergeMode.None"/>), the last states of the forward layer, those of the backward layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public IReadOnlyList<KerasTensor> CallWithState(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies both layers: the output (two with <see cref="MergeMode.None"/>), the last states of the forward layer, those of the backward layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public IReadOnlyList<KerasTensor> CallWithState(KerasTensor x, IReadOnlyList<KerasTensor> initialState) => throw CallIsNotExecuted();

    /// <summary>Applies both layers: the output (two with <see cref="MergeMode.None"/>), the last states of the forward layer, those of the backward layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public IReadOnlyList<KerasTensor> CallWithState(KerasTensor x, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies both layers: the output (two with <see cref="MergeMode.None"/>), the last states of the forward layer, those of the backward layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public IReadOnlyList<KerasTensor> CallWithState(KerasTensor x, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers: the output (two with <see cref="MergeMode.None"/>), the last states of the forward layer, those of the backward layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public IReadOnlyList<KerasTensor> CallWithState(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies both layers: the output (two with <see cref="MergeMode.None"/>), the last states of the forward layer, those of the backward layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public IReadOnlyList<KerasTensor> CallWithState(KerasTensor x, KerasTensor mask, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers: the output (two with <see cref="MergeMode.None"/>), the last states of the forward layer, those of the backward layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public IReadOnlyList<KerasTensor> CallWithState(KerasTensor x, IReadOnlyList<KerasTensor> initialState, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers: the output (two with <see cref="MergeMode.None"/>), the last states of the forward layer, those of the backward layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public IReadOnlyList<KerasTensor> CallWithState(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask, bool training) => throw CallIsNotExecuted();
}
