using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Stretches the steps by whole factors. Declared by <see cref="UpSampling1DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UpSampling1D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, steps, channels).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
