using System.Collections.Immutable;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>Calls a layer or nested model: checks the arguments, infers the outputs, adds the node.</summary>
internal static class LayerCaller
{
    /// <summary>The outputs, or null after a fault was reported.</summary>
    public static ImmutableArray<GraphTensor>? Call(GraphState state, GraphLayer layer, CallArguments arguments)
    {
        for (var i = 0; i < arguments.Tensors.Length; i++)
            if (!state.Owns(arguments.Tensors[i], arguments.TensorNodes[i])) return null;
        if (new LayerInference(state, arguments).Infer(layer) is not { } result) return null;

        var node = new GraphNode(layer, layer.Nodes.Count, arguments.Tensors, arguments.Options)
        {
            Mask = arguments.Mask?.Tensor, Nested = result.Nested, Wrapped = result.Wrapped,
            ReturnsState = arguments.ReturnsState,
        };
        node.Outputs = [.. result.Types.Select((type, i) => state.AddOutput(node, type, i, result.Masks[i]))];
        layer.Nodes.Add(node);
        state.Nodes.Add(node);
        return node.Outputs;
    }
}
