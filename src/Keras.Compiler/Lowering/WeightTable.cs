using System.Collections.Immutable;
using Keras.Compiler.Graph;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Lowering;

/// <summary>The weights of a model and of the models nested in it, in Keras's order, each under its path with one value.</summary>
internal sealed class WeightTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public WeightTable(FunctionalGraph graph, ProgramBuilder builder)
    {
        var weights = ImmutableArray.CreateBuilder<(ProgramWeight, Value)>();
        Collect(graph, "");
        All = weights.ToImmutable();

        void Collect(FunctionalGraph model, string path)
        {
            foreach (var layer in model.Layers) CollectLayer(layer, path);
        }

        void CollectLayer(GraphLayer layer, string path)
        {
            foreach (var declared in layer.Weights)
            {
                var weight = new ProgramWeight(
                    $"{path}{layer.Name}/{declared.Name}", Shape.Of([.. declared.Shape.Select(length => Dim.Known(length))]),
                    declared.Layout, declared.Trainable);
                _numbers.Add(weight.Path, weights.Count);
                weights.Add((weight, builder.Declare(new TensorType(weight.Shape, DType.Float32), weight.Path)));
            }
            if (layer.Nested is { } nested) Collect(nested, path + layer.Name + "/");
            if (!layer.OwnsWrapped) return;
            foreach (var wrapped in layer.Wrapped) CollectLayer(wrapped, path);
        }
    }

    public ImmutableArray<(ProgramWeight Weight, Value Value)> All { get; }

    /// <summary>Number of the weight with this path.</summary>
    public int this[string path] => _numbers.TryGetValue(path, out var number)
        ? number
        : throw new OpVerificationException($"No layer declares a weight '{path}'. Declared are: {string.Join(", ", _numbers.Keys)}.");
}
