using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>x where x &gt; 0, else alpha·x with a trained alpha. Declared by <see cref="PReLUAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PReLU(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of the shape of a sample, 1 along shared axes.</summary>
    public Weight Alpha => GetWeight("alpha");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, any shape (batch, ...); the result has the same.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
