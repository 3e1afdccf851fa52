using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>The mean over the steps of each channel. Declared by <see cref="GlobalAveragePooling1DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GlobalAveragePooling1D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, steps, channels), or channels first where <c>DataFormat</c> says so.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies the layer to the steps that a mask keeps. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, steps, channels).</param>
    /// <param name="mask">Bool, shape (batch, steps): steps with false are left out of the mean.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, KerasTensor mask) => throw CallIsNotExecuted();
}
