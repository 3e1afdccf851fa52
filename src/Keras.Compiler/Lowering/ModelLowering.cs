using System.Collections.Immutable;
using Keras.Compiler.Graph;
using Keras.Compiler.Layers;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Lowering;

/// <summary>Lowers the calls of a model, and of the models nested in it, into one program.</summary>
internal sealed class ModelLowering(ProgramBuilder builder, WeightTable weights)
{
    private readonly SortedDictionary<int, StateWrite> _stateWrites = [];
    private int _randomStreams;

    public List<Value> LossTerms { get; } = [];

    /// <summary>The last write of each weight.</summary>
    public IEnumerable<StateWrite> StateWrites => _stateWrites.Values;

    /// <summary>Appends the ops of one call of a model.</summary>
    /// <param name="graph">The model, evaluated for the shapes of this call.</param>
    /// <param name="path">Empty for the model itself, else the path of the nested model with a closing slash.</param>
    /// <param name="inputs">Values of the graph's inputs.</param>
    /// <param name="masks">Their masks, or null each.</param>
    /// <param name="training">Whether layers behave as in training, unless their call or that of a model around it says otherwise.</param>
    public (ImmutableArray<Value> Outputs, ImmutableArray<Value?> Masks) Lower(
        FunctionalGraph graph, string path, ImmutableArray<Value> inputs, ImmutableArray<Value?> masks, bool training)
    {
        var values = new Dictionary<GraphTensor, Value>();
        Bind(graph.Inputs, inputs, masks);
        foreach (var node in graph.Nodes)
        {
            var arguments = node.Inputs.Select(tensor => values[tensor]).ToImmutableArray();
            var argumentMasks = node.Mask is { } given ? [values[given]] : node.Inputs.Select(MaskOf).ToImmutableArray();
            var trainingOfCall = node.Options.TryGetValue("training", out var option) && option.Value is bool chosen ? chosen : training;
            if (node.Nested is { } nested)
            {
                var results = Lower(nested, path + node.Layer.Name + "/", arguments, argumentMasks, trainingOfCall);
                Bind(node.Outputs, results.Outputs, results.Masks);
            }
            else
            {
                var results = LowerLayer(node, path + node.Layer.Name, arguments, argumentMasks, trainingOfCall);
                Bind(node.Outputs, results, [.. results.Select(_ => (Value?)null)]);
            }
        }
        return ([.. graph.Outputs.Select(tensor => values[tensor])], [.. graph.Outputs.Select(MaskOf)]);

        Value? MaskOf(GraphTensor tensor) => tensor.Mask is { } mask && values.TryGetValue(mask, out var value) ? value : null;

        void Bind(ImmutableArray<GraphTensor> tensors, ImmutableArray<Value> bound, ImmutableArray<Value?> boundMasks)
        {
            for (var i = 0; i < tensors.Length; i++)
            {
                values[tensors[i]] = bound[i];
                if (tensors[i].Mask is { } mask && boundMasks[i] is { } value) values[mask] = value;
            }
        }
    }

    private ImmutableArray<Value> LowerLayer(
        GraphNode node, string path, ImmutableArray<Value> inputs, ImmutableArray<Value?> masks, bool training)
    {
        var (layer, definition, configuration) = (node.Layer, node.Layer.Definition!, node.Layer.Configuration!);
        builder.Scope = new Scope(path, layer.ClassName, node.Index,
            $"{layer.ClassName} {Shapes(node.Inputs)} -> {Shapes(node.Outputs)}");
        var outputs = definition.Lower(new LayerLowering(
            builder, configuration, inputs, masks,
            training,
            path,
            name => Read(weights[$"{path}/{name}"]),
            (name, value) => Write(weights[$"{path}/{name}"], value),
            () => _randomStreams++,
            LossTerms.Add));
        Check(node, path, outputs);
        foreach (var output in outputs)
            if (ActivityRegularizer.Penalty(builder, path, configuration, output) is { } penalty) LossTerms.Add(penalty);
        builder.Scope = Scope.None;
        return outputs;

        // A shared layer's later call goes on from what the earlier one wrote.
        Value Read(int weight) => _stateWrites.TryGetValue(weight, out var write) ? write.Value : weights.All[weight].Value;

        void Write(int weight, Value value) => _stateWrites[weight] = new StateWrite(weight, value, path);
    }

    /// <summary>What a layer's lowering makes is what its shape rule promised.</summary>
    private static void Check(GraphNode node, string path, ImmutableArray<Value> outputs)
    {
        if (outputs.Length != node.Outputs.Length)
            throw new OpVerificationException($"Layer {path} was lowered to {outputs.Length} outputs, not {node.Outputs.Length}.");
        foreach (var (output, tensor) in outputs.Zip(node.Outputs, (output, tensor) => (output, tensor)))
            if (!output.Shape.Agrees(tensor.Type.Shape) || output.Type.DType != tensor.Type.DType)
                throw new OpVerificationException($"Layer {path} was lowered to {output.Type}; its shape rule says {tensor.Type}.");
    }

    private static string Shapes(IEnumerable<GraphTensor> tensors) => string.Join(", ", tensors.Select(tensor => tensor.Type));
}
