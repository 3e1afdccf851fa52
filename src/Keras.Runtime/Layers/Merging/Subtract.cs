using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>The first of two inputs minus the second. Declared by <see cref="SubtractAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Subtract(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="inputs">Two tensors; axes equal or of length 1.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(IReadOnlyList<KerasTensor> inputs) => throw CallIsNotExecuted();
}
