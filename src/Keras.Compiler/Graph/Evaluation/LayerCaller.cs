using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Layers;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>Calls a layer or nested model: checks the arguments, infers the outputs, adds the node.</summary>
internal static class LayerCaller
{
    /// <summary>The outputs, or null after a fault was reported.</summary>
    public static ImmutableArray<GraphTensor>? Call(GraphState state, GraphLayer layer, CallArguments arguments)
    {
        for (var i = 0; i < arguments.Tensors.Length; i++)
            if (!state.Owns(arguments.Tensors[i], arguments.TensorNodes[i])) return null;
        return layer.Definition is { } definition
            ? CallLayer(state, layer, definition, arguments)
            : CallModel(state, layer, arguments);
    }

    private static ImmutableArray<GraphTensor>? CallLayer(
        GraphState state, GraphLayer layer, LayerDefinition definition, CallArguments arguments)
    {
        if (!definition.InputCount.Allows(arguments.Tensors.Length))
        {
            state.Problems.InputCount(arguments.Node, layer.Name, definition.InputCount.ToString(), arguments.Tensors.Length);
            return null;
        }
        var inputs = arguments.Tensors.Select(tensor => tensor.Type).ToImmutableArray();
        var equalities = new List<DimEquality>();
        var call = new LayerCall(layer.Configuration!, layer.Name, inputs, arguments.Options, arguments.Node, arguments.TensorNodes,
            (left, right) => equalities.Add(new(left, right, layer.Name)))
        {
            Masks = [.. arguments.Tensors.Select((tensor, i) => i == 0 && arguments.Mask is { } given ? given.Tensor.Type.Shape : tensor.Mask)],
        };
        if (!MaskFits(state, layer, definition, arguments, call)) return null;
        if (definition.InferOutputs(call, state.Problems) is not { } types || !WeightsFit(state, layer, definition, call)) return null;

        var masks = definition.InferMasks(call, types);
        state.Equalities.AddRange(equalities);
        return AddNode(state, layer, arguments, types, masks);
    }

    /// <summary>The first call makes the weights; later ones must need the same.</summary>
    private static bool WeightsFit(GraphState state, GraphLayer layer, LayerDefinition definition, LayerCall call)
    {
        var weights = definition.Weights(layer.Configuration!, call.Input.Shape);
        if (layer.Nodes.Count == 0) layer.Weights = weights;
        if (weights.SequenceEqual(layer.Weights)) return true;
        var (first, now) = (layer.Nodes[0].Inputs[0].Type.Shape, call.Input.Shape);
        var axis = Enumerable.Range(1, Math.Min(first.Rank, now.Rank) - 1).FirstOrDefault(back => first[-back] != now[-back]);
        if (axis == 0) state.Problems.RankTooLow(call.InputNodes[0], 0, layer.Name, first.Rank, now);
        else state.Problems.AxisLengthDiffers(call.InputNodes[0], 0, layer.Name, -axis, first[-axis], now);
        return false;
    }

    private static bool MaskFits(GraphState state, GraphLayer layer, LayerDefinition definition, CallArguments arguments, LayerCall call)
    {
        if (arguments.Mask is not { } mask) return true;
        if (!state.Owns(mask.Tensor, mask.Node)) return false;
        var (found, expected) = (mask.Tensor.Type, definition.MaskShape(call.Input.Shape));
        if (definition.TakesMask && found.DType == DType.Bool && found.Shape.Rank == expected.Rank
            && found.Shape.Dims.Zip(expected.Dims, call.Unify).All(length => length is not null)) return true;
        state.Problems.MaskDiffers(mask.Node, layer.Name, $"{found.DType.ToString().ToLowerInvariant()} of shape {found.Shape}", expected);
        return false;
    }

    private static ImmutableArray<GraphTensor>? CallModel(GraphState state, GraphLayer layer, CallArguments arguments)
    {
        var model = state.Graphs.Find(layer.Field!.NestedModel!)!;
        if (arguments.Tensors.Length != model.Inputs.Count)
        {
            state.Problems.InputCount(arguments.Node, layer.Name, model.Inputs.Count.ToString(), arguments.Tensors.Length);
            return null;
        }
        if (NestedTypes(state, layer, model, arguments) is not { } types) return null;
        var result = state.Graphs.ForCall(model, types, [.. arguments.Tensors.Select(tensor => tensor.Mask)]);
        if (result.Graph is not { } graph)
        {
            // The model is sound for the shapes that it declares: the fault is this call's.
            foreach (var problem in result.Problems) state.Problems.Report(problem.Id, arguments.Node, [.. problem.Arguments]);
            state.IsBlocked = true;
            return null;
        }
        layer.Nested ??= graph;
        state.Equalities.AddRange(graph.Equalities.Select(equality => equality with { Layer = $"{layer.Name}/{equality.Layer}" }));
        var outputs = AddNode(
            state, layer, arguments, [.. graph.Outputs.Select(output => output.Type)], [.. graph.Outputs.Select(output => output.Mask)]);
        outputs[0].Producer!.Nested = graph;
        return outputs;
    }

    /// <summary>Types that the nested model's inputs have in this call: what it declares, with this call's lengths for unknown ones.</summary>
    private static ImmutableArray<TensorType>? NestedTypes(GraphState state, GraphLayer layer, ModelDescription model, CallArguments arguments)
    {
        var declared = ModelGraphs.DeclaredTypes(model);
        var types = ImmutableArray.CreateBuilder<TensorType>();
        for (var i = 0; i < declared.Length; i++)
        {
            var (expected, found) = (declared[i], arguments.Tensors[i].Type);
            if (expected.DType != found.DType || expected.Shape.Rank != found.Shape.Rank
                || !expected.Shape.Dims.Zip(found.Shape.Dims, (e, f) => !e.IsKnown || !f.IsKnown || e == f).All(fits => fits))
            {
                state.Problems.NestedInputDiffers(
                    arguments.TensorNodes[i], KerasName.FromIdentifier(model.Inputs[i].Name), layer.Name, expected.ToString(), found.ToString());
                return null;
            }
            foreach (var (e, f) in expected.Shape.Dims.Zip(found.Shape.Dims, (e, f) => (e, f)))
                if (e.IsKnown && e != f) state.Equalities.Add(new(e, f, layer.Name));
            types.Add(expected with { Shape = Shape.Of([.. expected.Shape.Dims.Zip(found.Shape.Dims, (e, f) => e.IsKnown ? e : f)]) });
        }
        return types.ToImmutable();
    }

    private static ImmutableArray<GraphTensor> AddNode(
        GraphState state, GraphLayer layer, CallArguments arguments, ImmutableArray<TensorType> types, ImmutableArray<Shape?> masks)
    {
        var node = new GraphNode(layer, layer.Nodes.Count, arguments.Tensors, arguments.Options) { Mask = arguments.Mask?.Tensor };
        node.Outputs = [.. types.Select((type, i) => state.AddOutput(node, type, i, masks[i]))];
        layer.Nodes.Add(node);
        state.Nodes.Add(node);
        return node.Outputs;
    }
}
