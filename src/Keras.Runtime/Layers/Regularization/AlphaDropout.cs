using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Sets elements at random to the saturation of SELU in training, and keeps mean and variance. Declared by <see cref="AlphaDropoutAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlphaDropout(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, any shape (batch, ...); the result has the same.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies the layer in a given mode. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, any shape (batch, ...); the result has the same.</param>
    /// <param name="training">Overrides whether training behaviour is used.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, bool training) => throw CallIsNotExecuted();
}
