using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>A vector for each token. Declared by <see cref="EmbeddingAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Embedding(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (inputDim, outputDim): a row for each token.</summary>
    public Weight Embeddings => GetWeight("embeddings");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Token ids, shape (batch, ...), int32 or another type whose fractions are cut off; the result is float32
    /// (batch, ..., outputDim). An id out of range is an error of the call that brings it.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
