using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Normalises each sample by its own moments. Declared by <see cref="LayerNormalizationAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LayerNormalization(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Factor per feature; null where the layer does not scale.</summary>
    public Weight? Gamma => FindWeight("gamma");

    /// <summary>Offset per feature; null where the layer does not center.</summary>
    public Weight? Beta => FindWeight("beta");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, any shape (batch, ...); the result has the same.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
