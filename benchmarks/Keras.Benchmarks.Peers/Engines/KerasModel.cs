using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;

namespace Keras.Benchmarks.Peers.Engines;

/// <summary>A model of this project with its typed calls behind common ones.</summary>
/// <param name="Model">The model.</param>
/// <param name="Layers">Its layers in the order of <see cref="ModelFacts.Layers"/>.</param>
internal sealed record KerasModel(Model Model, Layer[] Layers)
{
    /// <summary>Epsilon is not the default: Keras adds it below the root and PyTorch beside it, so that steps of small gradients would differ.</summary>
    public static Optimizer Optimizer() => new RMSprop(ModelFacts.LearningRate, epsilon: 1e-14f);

    /// <summary>The prediction of a batch into given memory.</summary>
    public required Func<Samples, float[][], Action> Predict { get; init; }

    /// <summary>Compiles the model; the training step of a batch.</summary>
    public Func<Samples, Func<Evaluation>>? Train { get; init; }

    /// <summary>Where the time of a prediction goes, as the mean of so many.</summary>
    public required Func<Samples, int, ModelProfile> Profile { get; init; }
}
