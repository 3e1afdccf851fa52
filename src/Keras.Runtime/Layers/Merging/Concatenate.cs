using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Joins tensors along an axis. Declared by <see cref="ConcatenateAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Concatenate(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="inputs">Two or more tensors; shapes equal but for the axis.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(IReadOnlyList<KerasTensor> inputs) => throw CallIsNotExecuted();
}
