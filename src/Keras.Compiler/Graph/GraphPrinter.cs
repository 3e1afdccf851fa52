using System.Text;
using Keras.Compiler.Layers;

namespace Keras.Compiler.Graph;

/// <summary>A graph as text: one line for each input, call and output, nested models indented below their first call.</summary>
public static class GraphPrinter
{
    /// <summary>Such as <c>dense1: Dense(x) -> (None, 64) [kernel (784, 64), bias (64,)]</c>. A later call of a layer has its node's
    /// number behind the name, <c>dense1#1</c>.</summary>
    public static string Print(FunctionalGraph graph)
    {
        var text = new StringBuilder();
        Print(graph, "", text);
        return text.ToString();
    }

    private static void Print(FunctionalGraph graph, string indent, StringBuilder text)
    {
        foreach (var input in graph.Inputs) text.Append(indent).Append($"input {input.Name} {input.Type}\n");
        foreach (var node in graph.Nodes)
        {
            text.Append(indent).Append($"{Name(node)}: {node.Layer.ClassName}({string.Join(", ", node.Inputs.Select(Name))}{Options(node)})")
                .Append($" -> {string.Join(", ", node.Outputs.Select(Output))}{Weights(node)}\n");
            PrintInside(node, indent + "    ", text);
        }
        for (var i = 0; i < graph.Outputs.Length; i++)
            text.Append(indent).Append($"output {graph.Description.OutputNames[i]} = {Name(graph.Outputs[i])}\n");
        if (indent.Length > 0) return;
        foreach (var equality in graph.Equalities) text.Append($"check {equality.Left} == {equality.Right} for {equality.Layer}\n");
    }

    /// <summary>What a first call consists of: a nested model's graph, the calls of what a wrapper wraps.</summary>
    private static void PrintInside(GraphNode node, string indent, StringBuilder text)
    {
        if (node.Index > 0) return;
        if (node.Nested is { } nested) Print(nested, indent, text);
        foreach (var wrapped in node.Wrapped)
        {
            text.Append(indent).Append($"{wrapped.Layer.Name}: {wrapped.Layer.ClassName}({string.Join(", ", wrapped.Inputs.Select(Output))})")
                .Append($" -> {string.Join(", ", wrapped.Outputs.Select(Output))}{Weights(wrapped)}\n");
            PrintInside(wrapped, indent + "    ", text);
        }
    }

    private static string Name(GraphNode node) => node.Index == 0 ? node.Layer.Name : $"{node.Layer.Name}#{node.Index}";

    private static string Name(GraphTensor tensor) => tensor.InnerNode is { } inner
        ? inner == 0 ? tensor.Name : $"{tensor.Name}#{inner}"
        : tensor.Producer is not { } producer
        ? tensor.Name
        : producer.Outputs.Length == 1 ? Name(producer) : $"{Name(producer)}.{tensor.Index}";

    private static string Output(GraphTensor tensor) => tensor.Mask is { } mask ? $"{tensor.Type} masked {mask}" : tensor.Type.ToString();

    private static string Options(GraphNode node) =>
        string.Concat(node.Options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $", {option.Key}: {option.Value}"))
        + (node.Mask is { } mask ? $", mask: {Name(mask)}" : "") + (node.ReturnsState ? ", with state" : "");

    private static string Weights(GraphNode node) => node.Index > 0 || node.Layer.Weights.IsEmpty
        ? ""
        : $" [{string.Join(", ", node.Layer.Weights.Select(weight => $"{weight.Name} {Shape(weight)}"))}]";

    private static string Shape(WeightDeclaration weight) => $"({string.Join(", ", weight.Shape)}{(weight.Shape.Length == 1 ? "," : "")})";
}
