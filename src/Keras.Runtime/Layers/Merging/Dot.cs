using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Products of two tensors along an axis of each. Declared by <see cref="DotAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Dot(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="inputs">Exactly two float32 tensors (batch, ...); the contracted axes have one length.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(IReadOnlyList<KerasTensor> inputs) => throw CallIsNotExecuted();
}
