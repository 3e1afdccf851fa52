using Keras.Tests.Goldens;

namespace Keras.Models.Tests.Compilation;

/// <summary>A compiled model as tests see it. Each model has a driver of its own, generated beside it, which calls the model's typed API
/// as a user would.</summary>
public interface IModelDriver
{
    Model Model { get; }

    /// <returns>The outputs, row-major.</returns>
    float[][] Predict(IReadOnlyList<GoldenTensor> inputs);

    void Compile(Optimizer optimizer, Loss?[] losses, float[]? lossWeights, MetricList?[] metrics, MetricList?[] weightedMetrics);

    History Fit(IReadOnlyList<GoldenTensor> inputs, IReadOnlyList<GoldenTensor> targets, FitSettings settings);

    Evaluation Evaluate(IReadOnlyList<GoldenTensor> inputs, IReadOnlyList<GoldenTensor> targets, int batchSize);
}

/// <summary>Arguments of <c>Fit</c>.</summary>
public sealed record FitSettings(
    int BatchSize = 32,
    int Epochs = 1,
    bool Shuffle = true,
    double ValidationSplit = 0,
    IReadOnlyDictionary<int, float>? ClassWeight = null,
    GoldenTensor? SampleWeight = null);
