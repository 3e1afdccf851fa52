using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>activation(x·kernel + bias) over the last axis. Declared by <see cref="DenseAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Dense(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (input, units).</summary>
    public Weight Kernel => GetWeight("kernel");

    /// <summary>Weight of shape (units); null without a bias.</summary>
    public Weight? Bias => FindWeight("bias");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, ..., input); the result is (batch, ..., units).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
