using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>The largest element of each window over the steps. Declared by <see cref="MaxPooling1DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MaxPooling1D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, steps, channels), or channels first where <c>DataFormat</c> says so.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
