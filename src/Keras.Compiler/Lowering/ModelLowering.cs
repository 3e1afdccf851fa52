using System.Collections.Immutable;
using Keras.Compiler.Graph;
using Keras.Compiler.Layers;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Lowering;

/// <summary>Lowers the calls of a model, and of the models nested in it, into one program.</summary>
internal sealed class ModelLowering(ProgramBuilder builder, WeightTable weights, SampleTiles tiles)
{
    private ProgramBuilder _builder = builder;
    private readonly SortedDictionary<int, StateWrite> _stateWrites = [];
    private readonly StateTable _states = new(builder);
    private int _randomStreams;
    private (Precision Precision, WeightStorage Storage) _asked;

    public List<Value> LossTerms { get; } = [];

    /// <summary>What layers and nested models make, in order.</summary>
    public List<LayerResult> Results { get; } = [];

    /// <summary>What layers keep from run to run.</summary>
    public ImmutableArray<ProgramState> States => _states.All;

    /// <summary>The last write of each weight.</summary>
    public IEnumerable<StateWrite> StateWrites => _stateWrites.Values;

    /// <summary>Appends the ops of one call of a model.</summary>
    /// <param name="graph">The model, evaluated for the shapes of this call.</param>
    /// <param name="path">Empty for the model itself, else the path of the nested model with a closing slash.</param>
    /// <param name="inputs">Values of the graph's inputs.</param>
    /// <param name="masks">Their masks, or null each.</param>
    /// <param name="training">Whether layers behave as in training, unless their call or that of a model around it says otherwise.</param>
    public LoweredCall Lower(
        FunctionalGraph graph, string path, ImmutableArray<Value> inputs, ImmutableArray<Value?> masks, bool training)
    {
        var values = new Dictionary<GraphTensor, Value>();
        var maskValues = new Dictionary<GraphTensor, Value?>();
        var calls = new Dictionary<GraphNode, LoweredCall>();
        var around = Demand(graph.Description.Precision, graph.Description.WeightStorage);
        Bind(graph.Inputs, inputs, masks);
        foreach (var node in graph.Nodes)
        {
            var arguments = node.Inputs.Select(tensor => values[tensor]).ToImmutableArray();
            var argumentMasks = node.Inputs.Select((tensor, i) => i == 0 && node.Mask is { } given ? values[given] : maskValues[tensor]).ToImmutableArray();
            var trainingOfCall = node.Options.TryGetValue("training", out var option) && option.Value is bool chosen ? chosen : training;
            var results = LowerCall(node, path, arguments, argumentMasks, trainingOfCall, call => calls.Add(node, call));
            Bind(node.Outputs, results.Outputs, results.Masks);
            foreach (var intermediate in node.Intermediates)
                (values[intermediate.Outer], maskValues[intermediate.Outer]) = calls[node].ValueOf(intermediate);
            Record(node, path + node.Layer.Name, results.Outputs);
        }
        _asked = around;
        return new([.. graph.Outputs.Select(tensor => values[tensor])], [.. graph.Outputs.Select(tensor => maskValues[tensor])], values, maskValues, calls);

        void Bind(ImmutableArray<GraphTensor> tensors, ImmutableArray<Value> bound, ImmutableArray<Value?> boundMasks)
        {
            for (var i = 0; i < tensors.Length; i++) (values[tensors[i]], maskValues[tensors[i]]) = (bound[i], boundMasks[i]);
        }
    }

    /// <summary>Appends the ops of one call of a layer or nested model.</summary>
    /// <param name="node">The call.</param>
    /// <param name="path">Of the model that holds the layer, as for <see cref="Lower"/>.</param>
    /// <param name="keep">Takes what a nested model was lowered to.</param>
    private (ImmutableArray<Value> Outputs, ImmutableArray<Value?> Masks) LowerCall(
        GraphNode node, string path, ImmutableArray<Value> inputs, ImmutableArray<Value?> masks, bool training, Action<LoweredCall>? keep = null)
    {
        var around = Demand(node.Layer.Field?.Precision ?? Precision.Default, node.Layer.Field?.WeightStorage ?? WeightStorage.Float32);
        var results = node.Nested is { } nested ? LowerNested(nested) : LowerLayer(node, path, inputs, masks, training);
        _asked = around;
        return results;

        (ImmutableArray<Value>, ImmutableArray<Value?>) LowerNested(FunctionalGraph model)
        {
            var call = Lower(model, path + node.Layer.Name + "/", inputs, masks, training);
            keep?.Invoke(call);
            return (call.Outputs, call.Masks);
        }
    }

    /// <summary>What a model or a field asks of the layers in it, on top of what is asked around it; returns the latter.</summary>
    private (Precision, WeightStorage) Demand(Precision precision, WeightStorage storage)
    {
        var around = _asked;
        if (precision != Precision.Default) _asked.Precision = precision;
        if (storage != WeightStorage.Float32) _asked.Storage = storage;
        return around;
    }

    private void Record(GraphNode node, string path, ImmutableArray<Value> outputs)
    {
        var call = Results.Count(result => result.Path == path && result.Index == 0);
        for (var i = 0; i < outputs.Length; i++) Results.Add(new(path, node.Layer.ClassName, call, i, outputs[i]));
    }

    private (ImmutableArray<Value> Outputs, ImmutableArray<Value?> Masks) LowerLayer(
        GraphNode node, string modelPath, ImmutableArray<Value> inputs, ImmutableArray<Value?> masks, bool training)
    {
        var path = modelPath + node.Layer.Name;
        var (layer, definition, configuration) = (node.Layer, node.Layer.Definition!, node.Layer.Configuration!);
        var scope = new Scope(path, layer.ClassName, node.Index,
            $"{layer.ClassName} {Shapes(node.Inputs)} -> {Shapes(node.Outputs)}",
            _asked.Precision, _asked.Precision == Precision.Exact ? WeightStorage.Float32 : _asked.Storage);
        var outer = _builder.Scope;
        _builder.Scope = scope;
        var call = new LayerLowering(
            _builder, configuration, inputs, masks,
            training,
            path,
            name => Read(weights[$"{path}/{name}"]),
            (name, value) => Write(weights[$"{path}/{name}"], value),
            () => _randomStreams++,
            LossTerms.Add)
        {
            Wrapped = (number, wrappedInputs, wrappedMasks, wrappedTraining) => LowerWrapped((n, p, i, m, t) => LowerCall(n, p, i, m, t), number, wrappedInputs, wrappedMasks, wrappedTraining),
            WrappedBySample = (number, wrappedInputs, wrappedMasks, wrappedTraining) => LowerWrapped(LowerInTiles, number, wrappedInputs, wrappedMasks, wrappedTraining),
            State = (name, shape) => _states.Read(path, name, shape),
            KeepState = (name, value) => _states.Write(path, name, value),
            WrappedCalls = node.Wrapped.Length,
            ReturnsState = node.ReturnsState,
        };
        var outputs = definition.Lower(call);
        var outputMasks = node.Outputs.Any(output => output.Mask is not null)
            ? definition.LowerMasks(call, outputs)
            : [.. outputs.Select(_ => (Value?)null)];
        Check(node, path, outputs, outputMasks);
        foreach (var output in outputs)
            if (ActivityRegularizer.Penalty(_builder, path, configuration, output) is { } penalty) LossTerms.Add(penalty);
        _builder.Scope = outer;
        return (outputs, outputMasks);

        (ImmutableArray<Value>, ImmutableArray<Value?>) LowerWrapped(
            CallLowering lower, int number, ImmutableArray<Value> wrappedInputs, ImmutableArray<Value?> wrappedMasks, bool wrappedTraining)
        {
            // A mask that the shape rule did not hand on does not reach what is wrapped.
            var inner = node.Wrapped[number];
            var results = lower(
                inner, modelPath, wrappedInputs, [.. wrappedMasks.Select((mask, i) => inner.Inputs[i].Mask is null ? null : mask)], wrappedTraining);
            _builder.Scope = scope;
            return results;
        }

        // A shared layer's later call goes on from what the earlier one wrote.
        Value Read(int weight) => _stateWrites.TryGetValue(weight, out var write) ? write.Value : weights.All[weight].Value;

        void Write(int weight, Value value) => _stateWrites[weight] = new StateWrite(weight, value, path);
    }

    /// <summary>As <see cref="LowerCall"/>, for a call whose samples do not depend on each other: in tiles of them where they are large.</summary>
    private (ImmutableArray<Value> Outputs, ImmutableArray<Value?> Masks) LowerInTiles(
        GraphNode node, string path, ImmutableArray<Value> inputs, ImmutableArray<Value?> masks, bool training)
    {
        // A tile alone has no state.
        if (node.Layer.KeepsState) return LowerCall(node, path, inputs, masks, training);
        var (outer, streams, terms, results) = (_builder, _randomStreams, LossTerms.Count, Results.Count);
        var states = _stateWrites.ToList();
        var tile = tiles.Begin(outer, inputs, masks);
        _builder = tile.Builder;
        var outputs = LowerCall(node, path, tile.Inputs, tile.Masks, training).Outputs;
        _builder = outer;
        // What is made within a tile exists for one tile at a time.
        Results.RemoveRange(results, Results.Count - results);
        // What a tile alone cannot say, a loss term or a statistic, stays outside.
        if (LossTerms.Count == terms && _stateWrites.SequenceEqual(states) && tiles.End(outer, tile, outputs, training) is { } all)
            return (all, [.. all.Select(_ => (Value?)null)]);
        _randomStreams = streams;
        LossTerms.RemoveRange(terms, LossTerms.Count - terms);
        _stateWrites.Clear();
        foreach (var state in states) _stateWrites.Add(state.Key, state.Value);
        return LowerCall(node, path, inputs, masks, training);
    }

    private delegate (ImmutableArray<Value> Outputs, ImmutableArray<Value?> Masks) CallLowering(
        GraphNode node, string path, ImmutableArray<Value> inputs, ImmutableArray<Value?> masks, bool training);

    /// <summary>What a layer's lowering makes is what its shape rule promised.</summary>
    private static void Check(GraphNode node, string path, ImmutableArray<Value> outputs, ImmutableArray<Value?> masks)
    {
        if (outputs.Length != node.Outputs.Length || masks.Length != outputs.Length)
            throw new OpVerificationException($"Layer {path} was lowered to {outputs.Length} outputs and {masks.Length} masks, not {node.Outputs.Length}.");
        foreach (var (mask, tensor) in masks.Zip(node.Outputs, (mask, tensor) => (mask, tensor)))
            if (mask is null ? tensor.Mask is not null : mask.Type.DType != DType.Bool || tensor.Mask is not { } promised || !mask.Shape.Agrees(promised))
                throw new OpVerificationException($"A mask of layer {path} was lowered to {mask?.Type.ToString() ?? "none"}; its rule says {tensor.Mask?.ToString() ?? "none"}.");
        foreach (var (output, tensor) in outputs.Zip(node.Outputs, (output, tensor) => (output, tensor)))
            if (!output.Shape.Agrees(tensor.Type.Shape) || output.Type.DType != tensor.Type.DType)
                throw new OpVerificationException($"Layer {path} was lowered to {output.Type}; its shape rule says {tensor.Type}.");
    }

    private static string Shapes(IEnumerable<GraphTensor> tensors) => string.Join(", ", tensors.Select(tensor => tensor.Type));
}

/// <summary>One call of a model, lowered.</summary>
/// <param name="Outputs">Values of its outputs.</param>
/// <param name="Masks">Their masks, or null each.</param>
/// <param name="Values">Values of all tensors of its graph.</param>
/// <param name="ValueMasks">Their masks, or null each.</param>
/// <param name="Calls">The calls of models nested in it.</param>
internal sealed record LoweredCall(
    ImmutableArray<Value> Outputs,
    ImmutableArray<Value?> Masks,
    IReadOnlyDictionary<GraphTensor, Value> Values,
    IReadOnlyDictionary<GraphTensor, Value?> ValueMasks,
    IReadOnlyDictionary<GraphNode, LoweredCall> Calls)
{
    /// <summary>The value of a tensor from within the call, and its mask or null.</summary>
    public (Value Value, Value? Mask) ValueOf(GraphIntermediate intermediate)
    {
        var owner = intermediate.Within.Aggregate(this, (call, node) => call.Calls[node]);
        return (owner.Values[intermediate.Inner], owner.ValueMasks[intermediate.Inner]);
    }
}
