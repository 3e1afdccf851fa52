using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Layers;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>Types of the outputs of a call, before it is a node of the graph: of a layer by its shape rule, of a nested model by its
/// graph for these inputs, of a wrapper by way of what it wraps. Faults are reported at the call that the user wrote.</summary>
/// <param name="state">The graph so far.</param>
/// <param name="arguments">The user's call.</param>
internal sealed class LayerInference(GraphState state, CallArguments arguments)
{
    /// <summary>What a call makes.</summary>
    /// <param name="Types">Of the outputs.</param>
    /// <param name="Masks">Shapes of their masks, null where there is none.</param>
    /// <param name="Nested">For a nested model: its graph for these inputs.</param>
    /// <param name="Wrapped">For a wrapper: the calls of what it wraps, in the order in which its shape rule made them.</param>
    internal sealed record Result(
        ImmutableArray<TensorType> Types, ImmutableArray<Shape?> Masks, FunctionalGraph? Nested, ImmutableArray<GraphNode> Wrapped);

    /// <summary>The user's call itself; null after a fault was reported.</summary>
    public Result? Infer(GraphLayer layer) => Infer(
        layer, [.. arguments.Tensors.Select(tensor => tensor.Type)],
        [.. arguments.Tensors.Select((tensor, i) => i == 0 && arguments.Mask is { } given ? given.Tensor.Type.Shape : tensor.Mask)],
        arguments.Mask);

    private Result? Infer(
        GraphLayer layer, ImmutableArray<TensorType> inputs, ImmutableArray<Shape?> masks, (GraphTensor Tensor, int Node)? givenMask = null) =>
        layer.Definition is { } definition ? InferLayer(layer, definition, inputs, masks, givenMask) : InferModel(layer, inputs, masks);

    private int NodeOf(int input) => input < arguments.TensorNodes.Length ? arguments.TensorNodes[input] : arguments.Node;

    private Result? InferLayer(
        GraphLayer layer, LayerDefinition definition, ImmutableArray<TensorType> inputs, ImmutableArray<Shape?> masks, (GraphTensor, int)? givenMask)
    {
        // First states come after the inputs; the shape rule counts them.
        var count = definition.TakesInitialState ? Math.Min(inputs.Length, 1) : inputs.Length;
        if (!definition.InputCount.Allows(count))
        {
            state.Problems.InputCount(arguments.Node, layer.Name, definition.InputCount.ToString(), count);
            return null;
        }
        var equalities = new List<DimEquality>();
        var wrapped = ImmutableArray.CreateBuilder<GraphNode>();
        var call = new LayerCall(
            layer.Configuration!, layer.Name, inputs, arguments.Options, arguments.Node, [.. inputs.Select((_, i) => NodeOf(i))],
            (left, right) => equalities.Add(new(left, right, layer.Name)))
        {
            Masks = masks,
            ReturnsState = arguments.ReturnsState,
            ArgumentNode = argument => FieldDeclaration.NodeOf(layer, argument),
            Wrapped = [.. layer.Wrapped.Select(inner => new WrappedLayer(inner.Definition, inner.Configuration, () => inner.MixesSamples, (types, innerMasks) =>
            {
                if (CallWrapped(inner, layer.Nodes.Count, types, innerMasks) is not { } node) return null;
                wrapped.Add(node);
                return [.. node.Outputs.Select(output => output.Type)];
            }))],
        };
        if (givenMask is { } mask && !MaskFits(layer, definition, mask, call)) return null;
        if (definition.InferOutputs(call, state.Problems) is not { } outputs || !WeightsFit(layer, definition, call)) return null;
        state.Equalities.AddRange(equalities);
        return new(outputs, definition.InferMasks(call, outputs), null, wrapped.ToImmutable());
    }

    /// <summary>A call that is no node of its own: its tensors are known to the wrapper alone.</summary>
    private GraphNode? CallWrapped(GraphLayer layer, int index, ImmutableArray<TensorType> types, ImmutableArray<Shape?> masks)
    {
        if (Infer(layer, types, masks) is not { } result) return null;
        var inputs = types.Select((type, i) => new GraphTensor(layer.Name, type) { Model = state.Model.Name, Mask = masks[i] }).ToImmutableArray();
        var node = new GraphNode(layer, index, inputs, arguments.Options)
        {
            Nested = result.Nested, Wrapped = result.Wrapped, ReturnsState = arguments.ReturnsState,
        };
        node.Outputs =
        [
            .. result.Types.Select((type, i) => new GraphTensor(layer.Name, type)
            {
                Model = state.Model.Name, Mask = result.Masks[i], Producer = node, Index = i,
            }),
        ];
        return node;
    }

    /// <summary>The first call makes the weights; later ones must need the same.</summary>
    private bool WeightsFit(GraphLayer layer, LayerDefinition definition, LayerCall call)
    {
        var weights = definition.Weights(layer.Configuration!, call.Input.Shape);
        if (layer.FirstInput is not { } first)
        {
            (layer.FirstInput, layer.Weights) = (call.Input.Shape, weights);
            return true;
        }
        if (weights.SequenceEqual(layer.Weights)) return true;
        var now = call.Input.Shape;
        // Of the lengths that differ, the one that the weights depend on: which axis that is, the layer's options may say.
        var axis = Enumerable.Range(1, Math.Min(first.Rank, now.Rank) - 1).Where(back => first[-back] != now[-back])
            .FirstOrDefault(back => !definition.Weights(layer.Configuration!, first.WithAxis(-back, now[-back])).SequenceEqual(layer.Weights));
        if (axis == 0) state.Problems.RankTooLow(call.InputNodes[0], 0, layer.Name, first.Rank, now);
        else state.Problems.AxisLengthDiffers(call.InputNodes[0], 0, layer.Name, -axis, first[-axis], now);
        return false;
    }

    private bool MaskFits(GraphLayer layer, LayerDefinition definition, (GraphTensor Tensor, int Node) mask, LayerCall call)
    {
        if (!state.Owns(mask.Tensor, mask.Node)) return false;
        var (found, expected) = (mask.Tensor.Type, definition.MaskShape(call.Input.Shape));
        if (definition.TakesMask && found.DType == DType.Bool && found.Shape.Rank == expected.Rank
            && found.Shape.Dims.Zip(expected.Dims, call.Unify).All(length => length is not null)) return true;
        state.Problems.MaskDiffers(mask.Node, layer.Name, $"{found.DType.ToString().ToLowerInvariant()} of shape {found.Shape}", expected);
        return false;
    }

    private Result? InferModel(GraphLayer layer, ImmutableArray<TensorType> inputs, ImmutableArray<Shape?> masks)
    {
        var model = state.Graphs.Find(layer.Field!.NestedModel!)!;
        if (inputs.Length != model.Inputs.Count)
        {
            state.Problems.InputCount(arguments.Node, layer.Name, model.Inputs.Count.ToString(), inputs.Length);
            return null;
        }
        if (NestedTypes(layer, model, inputs) is not { } types) return null;
        var result = state.Graphs.ForCall(model, types, masks);
        if (result.Graph is not { } graph)
        {
            // The model is sound for the shapes that it declares: the fault is this call's.
            foreach (var problem in result.Problems) state.Problems.Report(problem.Id, arguments.Node, [.. problem.Arguments]);
            state.IsBlocked = true;
            return null;
        }
        layer.Nested ??= graph;
        state.Equalities.AddRange(graph.Equalities.Select(equality => equality with { Layer = $"{layer.Name}/{equality.Layer}" }));
        return new([.. graph.Outputs.Select(output => output.Type)], [.. graph.Outputs.Select(output => output.Mask)], graph, []);
    }

    /// <summary>Types that the nested model's inputs have in this call: what it declares, with this call's lengths for unknown ones.</summary>
    private ImmutableArray<TensorType>? NestedTypes(GraphLayer layer, ModelDescription model, ImmutableArray<TensorType> inputs)
    {
        var declared = ModelGraphs.DeclaredTypes(model);
        var types = ImmutableArray.CreateBuilder<TensorType>();
        for (var i = 0; i < declared.Length; i++)
        {
            var (expected, found) = (declared[i], inputs[i]);
            if (expected.DType != found.DType || expected.Shape.Rank != found.Shape.Rank
                || !expected.Shape.Dims.Zip(found.Shape.Dims, (e, f) => !e.IsKnown || !f.IsKnown || e == f).All(fits => fits))
            {
                state.Problems.NestedInputDiffers(
                    NodeOf(i), KerasName.FromIdentifier(model.Inputs[i].Name), layer.Name, expected.ToString(), found.ToString());
                return null;
            }
            foreach (var (e, f) in expected.Shape.Dims.Zip(found.Shape.Dims, (e, f) => (e, f)))
                if (e.IsKnown && e != f) state.Equalities.Add(new(e, f, layer.Name));
            types.Add(expected with { Shape = Shape.Of([.. expected.Shape.Dims.Zip(found.Shape.Dims, (e, f) => e.IsKnown ? e : f)]) });
        }
        return types.ToImmutable();
    }
}
