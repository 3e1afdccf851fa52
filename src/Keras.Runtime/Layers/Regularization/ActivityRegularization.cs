using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Passes its input on and adds a penalty on it to the loss. Declared by <see cref="ActivityRegularizationAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActivityRegularization(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, any shape (batch, ...); the result has the same.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
