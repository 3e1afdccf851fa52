using Keras.Import;

namespace Keras.Models.Tests.Compilation;

/// <summary>Writes the source of a model with its driver.</summary>
public static class DriverSource
{
    private const string ModelName = "TheModel";

    /// <param name="id">Unique id of the case.</param>
    /// <param name="model">The model.</param>
    /// <param name="targetTypes">Keras's element types of the targets.</param>
    public static ModelSource Write(string id, ModelConfiguration model, IReadOnlyList<string> targetTypes)
    {
        var namespaceName = ModelSource.NamespaceOf(id);
        var text = ModelSourceWriter.Write(model, ModelName, namespaceName);
        var inputs = Arguments("inputs", model.Inputs.Select(i => i.DType));
        var targets = Arguments("targets", targetTypes);
        var outputs = model.Outputs.Select((_, i) => $"o{i}").ToArray();
        var declared = outputs.Length == 1 ? "System.Numerics.Tensors.Tensor<float> o0" : $"var ({string.Join(", ", outputs)})";
        string Each(string list) => string.Join(", ", outputs.Select((_, i) => $"{list}[{i}]"));
        return new(id, namespaceName, $$"""
            using System.Collections.Generic;
            using Keras.Models.Tests.Compilation;
            using Keras.Tests.Goldens;
            {{text}}
            public sealed class Driver : IModelDriver
            {
                private readonly {{ModelName}} _model = new(seed: 1);

                public Model Model => _model;

                public float[][] Predict(IReadOnlyList<GoldenTensor> inputs)
                {
                    {{declared}} = _model.Predict(new({{inputs}}));
                    return [{{string.Join(", ", outputs.Select(o => $"{o}.Flat()"))}}];
                }

                public void Compile(Optimizer optimizer, Loss?[] losses, float[]? lossWeights, MetricList?[] metrics, MetricList?[] weightedMetrics) =>
                    _model.Compile(optimizer, new({{Each("losses")}}), lossWeights is null ? null : new {{ModelName}}.LossWeights({{Each("lossWeights")}}),
                        new({{Each("metrics")}}), new({{Each("weightedMetrics")}}));

                public History Fit(IReadOnlyList<GoldenTensor> inputs, IReadOnlyList<GoldenTensor> targets, FitSettings settings) =>
                    _model.Fit(new({{inputs}}), new({{targets}}), batchSize: settings.BatchSize, epochs: settings.Epochs, verbose: 0,
                        validationSplit: settings.ValidationSplit, shuffle: settings.Shuffle, classWeight: settings.ClassWeight,
                        sampleWeight: settings.SampleWeight is { } weight ? ({{ModelName}}.SampleWeights)weight.Floats() : default);

                public Evaluation Evaluate(IReadOnlyList<GoldenTensor> inputs, IReadOnlyList<GoldenTensor> targets, int batchSize) =>
                    _model.Evaluate(new({{inputs}}), new({{targets}}), batchSize: batchSize, verbose: 0);
            }

            """);
    }

    private static string Arguments(string list, IEnumerable<string> types) =>
        string.Join(", ", types.Select((type, i) => $"{list}[{i}].{Conversion(type)}()"));

    private static string Conversion(string type) => type switch
    {
        "int32" => nameof(TensorConversions.Ints),
        "bool" => nameof(TensorConversions.Bools),
        _ => nameof(TensorConversions.Floats),
    };
}
