using System.Numerics.Tensors;
using Keras.Benchmarks.Peers.Facts;

namespace Keras.Benchmarks.Peers.Engines;

/// <summary>This project: emitted code over managed kernels.</summary>
internal sealed class KerasEngineKind : IEngineKind
{
    public string Key => "keras";

    public string Extension => "safetensors";

    public string Title => "Keras for C#";

    public void Write(ModelFacts model, WeightValues weights, string path)
    {
        var keras = model.CreateKeras();
        using (keras.Model)
        {
            foreach (var (facts, layer) in model.Layers.Zip(keras.Layers))
                layer.SetWeights([.. facts.Weights.Zip(weights.Of(facts), (weight, values) => Tensor.Create(values, [.. weight.Shape.Select(n => (nint)n)]))]);
            keras.Model.Save(path);
        }
    }

    public IEngine Open(ModelFacts model, string path, int threads)
    {
        KerasOptions.Threads = threads;
        return new KerasEngine(model, path);
    }
}

/// <inheritdoc cref="KerasEngineKind"/>
internal sealed class KerasEngine : IEngine
{
    public KerasEngine(ModelFacts model, string path)
    {
        Model = model.CreateKeras();
        Model.Model.Load(path);
    }

    public KerasModel Model { get; }

    /// <summary>The form over spans, which allocates nothing.</summary>
    public IReadOnlyList<Prediction> Predict(Samples samples)
    {
        var outputs = samples.NewOutputs();
        return [new("", Model.Predict(samples, outputs), () => outputs)];
    }

    public IReadOnlyList<Variant> Variants(Samples samples) =>
    [
        .. Model.Variants.Select(variant =>
        {
            var outputs = samples.NewOutputs();
            return new Variant(variant.Title, variant.Tolerance, new("", variant.Predict(samples, outputs), () => outputs));
        }),
    ];

    public IReadOnlyList<TrainingStep> Train(Samples samples)
    {
        if (Model.Train is not { } train) return [];
        var step = train(samples);
        return [new("", () => step(), Loss)];

        // The loss that a step returns is the mean since the last reset.
        float Loss()
        {
            Model.Model.ResetMetrics();
            return step().Loss;
        }
    }

    public void Dispose()
    {
        foreach (var variant in Model.Variants) variant.Model.Dispose();
        Model.Model.Dispose();
    }
}
