using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>The mean over depth, height and width of each channel. Declared by <see cref="GlobalAveragePooling3DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GlobalAveragePooling3D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, depth, height, width, channels), or channels first where <c>DataFormat</c> says so.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
