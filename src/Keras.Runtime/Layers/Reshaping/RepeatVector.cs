using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Repeats a vector: (batch, features) to (batch, n, features). Declared by <see cref="RepeatVectorAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RepeatVector(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, features).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
