using System.Collections.Immutable;

namespace Keras.Compiler.Graph;

/// <summary>What the outputs depend on, in Keras's order: by the longest distance from the outputs, inputs first; layers of one
/// distance in the order in which a walk from the outputs meets them first.</summary>
/// <param name="Nodes">The calls that an output depends on.</param>
/// <param name="Layers">Their layers.</param>
/// <param name="Inputs">The inputs that an output depends on.</param>
/// <param name="Names">Names of all inputs and of the layers.</param>
internal sealed record LayerOrder(
    ImmutableHashSet<GraphNode> Nodes, ImmutableArray<GraphLayer> Layers, ImmutableHashSet<GraphTensor> Inputs, ImmutableArray<string> Names)
{
    public static LayerOrder Of(ImmutableArray<GraphTensor> inputs, ImmutableArray<GraphTensor> outputs)
    {
        // An operation is a layer, or an input tensor; what is walked are calls, and input tensors.
        var finished = new List<object>();
        var met = new Dictionary<object, int>();
        var seen = new HashSet<object>();
        foreach (var output in outputs) Visit(output, finished, seen, met);

        var depths = new Dictionary<object, int>();
        var operationDepths = new Dictionary<object, int>();
        foreach (var step in Enumerable.Reverse(finished))
        {
            var operation = Operation(step);
            var depth = Math.Max(Get(depths, step), Get(operationDepths, operation));
            operationDepths[operation] = depths[step] = depth;
            foreach (var parent in Parents(step)) depths[parent] = Math.Max(depth + 1, Get(depths, parent));
        }
        foreach (var input in inputs.Where(input => !operationDepths.ContainsKey(input)))
        {
            operationDepths[input] = 0;
            met[input] = -1;
        }
        var operations = operationDepths.OrderByDescending(pair => pair.Value).ThenBy(pair => met[pair.Key]).Select(pair => pair.Key).ToList();
        return new(
            [.. finished.OfType<GraphNode>()], WithBorrowed([.. operations.OfType<GraphLayer>()]), [.. finished.OfType<GraphTensor>()],
            [.. operations.Select(operation => operation is GraphLayer layer ? layer.Name : ((GraphTensor)operation).Name)]);
    }

    /// <summary>A layer that only wrappers apply stands before the first of them.</summary>
    private static ImmutableArray<GraphLayer> WithBorrowed(ImmutableArray<GraphLayer> called) =>
    [
        .. called.SelectMany(layer => layer.OwnsWrapped ? [layer] : layer.Wrapped.Where(wrapped => !called.Contains(wrapped)).Append(layer)).Distinct(),
    ];

    private static void Visit(GraphTensor tensor, List<object> finished, HashSet<object> seen, Dictionary<object, int> met)
    {
        var step = Step(tensor);
        if (!seen.Add(step)) return;
        if (!met.ContainsKey(Operation(step))) met.Add(Operation(step), met.Count);
        if (step is GraphNode node)
        {
            foreach (var input in node.Inputs) Visit(input, finished, seen, met);
            if (node.Mask is { } mask) Visit(mask, finished, seen, met);
        }
        finished.Add(step);
    }

    private static object Step(GraphTensor tensor) => (object?)tensor.Producer ?? tensor;

    private static object Operation(object step) => step is GraphNode node ? node.Layer : step;

    private static IEnumerable<object> Parents(object step) => step is GraphNode node
        ? node.Inputs.Concat(node.Mask is { } mask ? [mask] : Enumerable.Empty<GraphTensor>()).Select(Step)
        : [];

    private static int Get(Dictionary<object, int> depths, object key) => depths.TryGetValue(key, out var depth) ? depth : 0;
}
