using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Measurement;
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

    /// <summary>The same weights in models that ask for something else.</summary>
    public IReadOnlyList<ModelVariant> Variants { get; init; } = [];

    /// <summary>Compiles the model; the training step of a batch.</summary>
    public Func<Samples, Func<Evaluation>>? Train { get; init; }

    /// <summary>Where the time of a prediction goes, as the mean of so many.</summary>
    public required Func<Samples, int, ModelProfile> Profile { get; init; }
}

/// <summary>A model around another one, over the same weights, which asks for something else.</summary>
/// <param name="Title">What it asks for.</param>
/// <param name="Tolerance">How far its outputs may be from those of other engines, as a share of the largest.</param>
/// <param name="Model">The model.</param>
/// <param name="Predict">The prediction of a batch into given memory.</param>
internal sealed record ModelVariant(string Title, double Tolerance, Model Model, Func<Samples, float[][], Action> Predict)
{
    /// <summary>Every product as the layers say.</summary>
    public static ModelVariant Exact(Model model, Func<Samples, float[][], Action> predict) => new("Precision.Exact", Agreement.OutputTolerance, model, predict);

    /// <summary>Large weights in bfloat16.</summary>
    public static ModelVariant Half(Model model, Func<Samples, float[][], Action> predict) => new("16-bit weights", Agreement.HalfTolerance, model, predict);
}
