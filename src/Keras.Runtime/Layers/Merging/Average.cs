using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>The mean of its inputs. Declared by <see cref="AverageAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Average(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="inputs">One or more tensors; axes equal or of length 1.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(IReadOnlyList<KerasTensor> inputs) => throw CallIsNotExecuted();
}
