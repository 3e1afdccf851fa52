using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Masks the steps whose features all have one value: layers after it that know masks leave them out. Declared by
/// <see cref="MaskingAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Masking(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32 (batch, ..., features); the result has the same shape, masked steps are zero. The mask is (batch, ...).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
