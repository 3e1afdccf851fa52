using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Cuts the steps at both ends. Declared by <see cref="Cropping1DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Cropping1D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Any type; shape (batch, steps, channels).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
