using Keras.Benchmarks.Peers.Facts;

namespace Keras.Benchmarks.Peers.Engines;

/// <summary>A kind of engine: writes a model's file in its own format and opens it.</summary>
internal interface IEngineKind
{
    /// <summary>As the command line has it.</summary>
    string Key { get; }

    /// <summary>Name and version.</summary>
    string Title { get; }

    /// <summary>Of its files.</summary>
    string Extension { get; }

    /// <summary>Writes a model with these weights.</summary>
    void Write(ModelFacts model, WeightValues weights, string path);

    /// <summary>Opens what <see cref="Write"/> wrote.</summary>
    IEngine Open(ModelFacts model, string path, int threads);
}

/// <summary>A model in an engine. Everything that is not timed is prepared: inputs lie in the engine's own layout, outputs in memory that
/// is used again.</summary>
internal interface IEngine : IDisposable
{
    /// <summary>The ways to predict this batch; the fastest counts.</summary>
    IReadOnlyList<Prediction> Predict(Samples samples);

    /// <summary>Ways to predict with the same weights of which each is compared by itself.</summary>
    IReadOnlyList<Variant> Variants(Samples samples) => [];

    /// <summary>The ways to train on this batch, of which the fastest counts: forward, loss, backward, RMSprop. Empty where the engine does not
    /// train.</summary>
    IReadOnlyList<TrainingStep> Train(Samples samples);
}

/// <summary>A way to predict.</summary>
/// <param name="Form">What is special about it, or nothing.</param>
/// <param name="Run">Predicts.</param>
/// <param name="Outputs">What the last run gave; images with channels last.</param>
internal sealed record Prediction(string Form, Action Run, Func<float[][]> Outputs);

/// <summary>A way to predict that is compared by itself.</summary>
/// <param name="Title">What is special about it.</param>
/// <param name="Tolerance">How far its outputs may be from those of other engines, as a share of the largest.</param>
/// <param name="Way">How.</param>
internal sealed record Variant(string Title, double Tolerance, Prediction Way);

/// <summary>A way to train.</summary>
/// <param name="Form">What is special about it, or nothing.</param>
/// <param name="Run">A step.</param>
/// <param name="Loss">Makes a step and gives its loss.</param>
internal sealed record TrainingStep(string Form, Action Run, Func<float> Loss);
