using Keras.Compiler.Graph.Evaluation;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph;

/// <summary>What reading nodes of an instance's layers would throw, told beforehand by the finished graph.</summary>
public static class InstanceNodes
{
    /// <summary>The place of a fault that is in the access as a whole.</summary>
    public const int Access = 0;

    /// <summary>The place of a fault that is in the access's argument.</summary>
    public const int Argument = 1;

    /// <summary>Checks <c>Output</c>, <c>Input</c>, <c>OutputShape</c> or <c>InputShape</c>.</summary>
    public static void CheckProperty(GraphLayer layer, string property, IProblemSink problems) => Nodes(layer, problems).Property(property, Access);

    /// <summary>Checks <c>GetOutputAt</c> and the like; other methods have no fault.</summary>
    public static void CheckMethod(GraphLayer layer, string method, int index, IProblemSink problems) =>
        Nodes(layer, problems).Method(method, index, Access, Argument);

    /// <summary>Checks <c>GetLayer</c>: there it finds layers with a field alone.</summary>
    public static void CheckGetLayer(FunctionalGraph graph, string name, string expected, IProblemSink problems)
    {
        var layers = graph.Layers.Where(layer => layer.Field is not null).ToList();
        if (layers.FirstOrDefault(layer => layer.Name == name) is not { } found)
            problems.NoSuchLayer(Argument, name, string.Join(", ", layers.Select(layer => $"'{layer.Name}'")));
        else if (found.Field!.Handles[0].Name is var kind && kind != expected && expected is not ("Layer" or "Model"))
            problems.LayerOfOtherType(Access, name, kind, expected);
    }

    private static NodeAccess Nodes(GraphLayer layer, IProblemSink problems) =>
        new(layer.Name, [.. layer.Nodes.Select(node => new LayerNode(node.Inputs, node.Outputs))], problems);
}
