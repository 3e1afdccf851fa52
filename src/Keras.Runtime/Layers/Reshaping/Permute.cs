using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Axes of a sample in another order. Declared by <see cref="PermuteAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Permute(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Any type; shape (batch, ...) with as many axes after the batch as the permutation.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
