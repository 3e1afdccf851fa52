using System.Collections.Immutable;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>The calls of layers that lie within nested models, as the model around those sees them: one for each call of the layer in each
/// call of the nested model, and their tensors as tensors of its own graph.</summary>
internal sealed class NestedNodes(GraphState state)
{
    /// <summary>The calls of a layer.</summary>
    public ImmutableArray<LayerNode> Of(LayerValue value)
    {
        // A model that was not called yet knows shapes only: its tensors are those of its own declaration, and no part of this graph.
        if (value.Within.Count == 0 || value.Within[0].Nodes.Count == 0)
            return [.. value.Layer.Nodes.Select(node => new LayerNode(node.Inputs, node.Outputs))];
        return [.. Find(value.Within[0], [.. value.Within.Skip(1).Select(model => model.Name), value.Layer.Name]).Select(call => new LayerNode(
            [.. call.Node.Inputs.Select(tensor => Resolve(call.Path, tensor))],
            [.. call.Node.Outputs.Select(tensor => Resolve(call.Path, tensor))]))];
    }

    /// <summary>The calls of the layer of this path within a model, each behind the calls of the models around it.</summary>
    private static List<(ImmutableArray<GraphNode> Path, GraphNode Node)> Find(GraphLayer model, IEnumerable<string> names)
    {
        var calls = model.Nodes.Select(node => (Path: ImmutableArray<GraphNode>.Empty, Node: node));
        foreach (var name in names)
            calls = calls.SelectMany(call => call.Node.Nested!.Nodes.Where(node => node.Layer.Name == name).Select(node => (call.Path.Add(call.Node), node)));
        return [.. calls];
    }

    /// <summary>A tensor of the graph of the last call of the path: what goes in or comes out is known to the graph around it, others
    /// become further results of the outermost call.</summary>
    private GraphTensor Resolve(ImmutableArray<GraphNode> path, GraphTensor tensor)
    {
        var call = path[path.Length - 1];
        var nested = call.Nested!;
        var around = nested.Inputs.IndexOf(tensor) is >= 0 and var input ? call.Inputs[input]
            : nested.Outputs.IndexOf(tensor) is >= 0 and var output ? call.Outputs[output]
            : null;
        if (around is null) return Intermediate(path, tensor);
        return path.Length == 1 ? around : Resolve(path.RemoveAt(path.Length - 1), around);
    }

    private GraphTensor Intermediate(ImmutableArray<GraphNode> path, GraphTensor tensor)
    {
        var (call, within) = (path[0], path.RemoveAt(0));
        if (call.Intermediates.FirstOrDefault(known => known.Inner == tensor && known.Within.SequenceEqual(within)) is { } found) return found.Outer;
        var producer = tensor.Producer!;
        var names = path.Skip(1).Select(node => node.Layer.Name).Append(producer.Layer.Name).ToList();
        var number = Find(call.Layer, names).FindIndex(other => other.Node == producer && other.Path.SequenceEqual(path));
        var outer = state.AddIntermediate(call, $"{call.Layer.Name}/{string.Join("/", names)}", tensor, number);
        call.Intermediates.Add(new(within, tensor, outer));
        outer.Mask = tensor.Mask;
        return outer;
    }
}
