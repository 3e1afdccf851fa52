using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Normalises by moments of the batch in training, by moving ones in inference. Declared by <see cref="BatchNormalizationAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BatchNormalization(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Factor per feature; null where the layer does not scale.</summary>
    public Weight? Gamma => FindWeight("gamma");

    /// <summary>Offset per feature; null where the layer does not center.</summary>
    public Weight? Beta => FindWeight("beta");

    /// <summary>Moving mean, not changed by the gradient.</summary>
    public Weight MovingMean => GetWeight("moving_mean");

    /// <summary>Moving variance, not changed by the gradient.</summary>
    public Weight MovingVariance => GetWeight("moving_variance");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, any shape (batch, ...); the result has the same.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies the layer in a given mode. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, any shape (batch, ...); the result has the same.</param>
    /// <param name="training">Overrides whether training behaviour is used.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; its moments are of the steps that a mask keeps. Read by the compiler in a model's <c>Call</c>, never
    /// executed.</summary>
    /// <param name="x">Float32, any shape (batch, ..., last); the result has the same.</param>
    /// <param name="mask">Bool, the shape of x without its last axis: steps with false are left out of the moments.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies the layer in a given mode; its moments are of the steps that a mask keeps. Read by the compiler in a model's
    /// <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, any shape (batch, ..., last); the result has the same.</param>
    /// <param name="training">Overrides whether training behaviour is used.</param>
    /// <param name="mask">Bool, the shape of x without its last axis: steps with false are left out of the moments.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, bool training, KerasTensor mask) => throw CallIsNotExecuted();
}
