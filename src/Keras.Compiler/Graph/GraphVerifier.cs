namespace Keras.Compiler.Graph;

/// <summary>Checks what every graph holds: a fault is the compiler's own.</summary>
public static class GraphVerifier
{
    /// <summary>Throws where the graph is not well formed.</summary>
    public static void Verify(FunctionalGraph graph)
    {
        var made = new HashSet<GraphTensor>(graph.Inputs);
        foreach (var node in graph.Nodes)
        {
            Require(graph.Layers.Contains(node.Layer), $"the layer {node.Layer.Name} of a call is not among the graph's");
            Require(node.Layer.Nodes[node.Index] == node, $"node {node.Index} of {node.Layer.Name} is another call");
            foreach (var input in node.Inputs) Require(made.Contains(input), $"{node.Layer.Name} reads {input.Name} before it is made");
            Require(node.Mask is null || made.Contains(node.Mask), $"{node.Layer.Name} reads a mask before it is made");
            Require((node.Nested is null) == (node.Layer.Definition is not null), $"{node.Layer.Name} is neither layer nor nested model, or both");
            for (var i = 0; i < node.Outputs.Length; i++)
            {
                var output = node.Outputs[i];
                Require(output.Producer == node && output.Index == i, $"output {i} of {node.Layer.Name} names another producer");
                Require(made.Add(output), $"output {i} of {node.Layer.Name} is made twice");
            }
            made.UnionWith(node.Intermediates.Select(intermediate => intermediate.Outer));
            if (node.Nested is { } nested) Verify(nested);
            Require(node.Layer.Wrapped.All(layer => node.Wrapped.Any(call => call.Layer == layer)), $"{node.Layer.Name} does not call each layer that it wraps");
            Require(node.Layer.OwnsWrapped || node.Layer.Wrapped.All(graph.Layers.Contains), $"{node.Layer.Name} wraps a layer that is not among the graph's");
        }
        foreach (var output in graph.Outputs) Require(made.Contains(output), $"the output {output.Name} is never made");
        Require(graph.Outputs.Length == graph.Description.OutputNames.Count, "outputs and their names differ in number");
        // What only a wrapper applies has no place of its own in a summary.
        var names = graph.Layers.Where(layer => layer.Nodes.Count > 0).Select(layer => layer.Name).Concat(graph.Inputs.Select(input => input.Name)).ToList();
        Require(names.Distinct().Count() == names.Count, "two layers or inputs share a name");
        Require(graph.Order.Length == names.Count && graph.Order.All(names.Contains), "the order does not list each input and layer once");

        void Require(bool holds, string fault)
        {
            if (!holds) throw new InvalidOperationException($"The graph of {graph.Name} is not well formed: {fault}.");
        }
    }
}
