using Keras.Compiler.Graph;
using Keras.Compiler.Support;

namespace Keras.Compiler.Emission.Surface;

/// <summary>The rows of a model's summary, in the order of Keras's <c>model.layers</c>.</summary>
internal static class SummaryRows
{
    public static IEnumerable<SurfaceSummaryRow> Of(FunctionalGraph graph)
    {
        var inputs = graph.Inputs.ToDictionary(input => input.Name, StringComparer.Ordinal);
        var layers = graph.Layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);
        foreach (var name in graph.Order)
            yield return layers.TryGetValue(name, out var layer)
                ? Row(layer)
                : new(name, InputAttribute.KerasClassName, inputs[name].Type.Shape.ToString(), []);
    }

    private static SurfaceSummaryRow Row(GraphLayer layer) => new(
        layer.Name,
        // Keras calls a nested functional model so, whatever the user's class is called.
        layer.Definition?.ClassName ?? "Functional",
        OutputShape(layer),
        layer.Nodes.SelectMany(node => node.Inputs).Select(Origin).ToEquatableArray(),
        layer.OwnsWrapped || layer.Wrapped.IsEmpty ? layer.Name : layer.Wrapped[0].Name);

    private static string OutputShape(GraphLayer layer)
    {
        // As in Keras, the last call counts.
        var outputs = layer.Nodes[layer.Nodes.Count - 1].Outputs;
        return outputs.Length == 1
            ? outputs[0].Type.Shape.ToString()
            : $"[{string.Join(", ", outputs.Select(output => output.Type.Shape))}]";
    }

    private static string Origin(GraphTensor tensor) => $"{tensor.Name}[{tensor.Node}][{tensor.Index}]";
}
