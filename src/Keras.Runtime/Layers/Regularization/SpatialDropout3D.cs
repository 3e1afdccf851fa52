using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Zeroes whole channels at random in training. Declared by <see cref="SpatialDropout3DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SpatialDropout3D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, depth, height, width, channels), or channels first where <c>DataFormat</c> says so; the result has the same.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies the layer in a given mode. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, depth, height, width, channels), or channels first where <c>DataFormat</c> says so; the result has the same.</param>
    /// <param name="training">Overrides whether training behaviour is used.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, bool training) => throw CallIsNotExecuted();
}
