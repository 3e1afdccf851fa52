using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Cuts height and width at both ends. Declared by <see cref="Cropping2DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Cropping2D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Any type; shape (batch, height, width, channels), or channels first where <c>DataFormat</c> says so.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
