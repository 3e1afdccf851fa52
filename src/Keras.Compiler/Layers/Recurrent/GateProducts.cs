using System.Collections.Immutable;
using Keras.Compiler.Layers.Regularization;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Layers.Recurrent;

/// <summary>What the gates of a cell are made from: products of the inputs, for all steps at once, and of the state. All gates are one
/// product, unless each drops features of its own.</summary>
public sealed class GateProducts
{
    private readonly int _gates;
    private readonly string _name;
    private readonly Value _recurrent;
    private readonly Value? _bias;
    private readonly ImmutableArray<Value> _masks;

    private GateProducts(int gates, LayerLowering call, Value? bias, ImmutableArray<Value> masks, ImmutableArray<Value> sequences)
    {
        (_gates, _name, _recurrent) = (gates, call.LayerPath, call.Weight("recurrent_kernel"));
        (_bias, _masks, Sequences) = (bias, masks, sequences);
    }

    /// <summary>x·kernel + bias along the time axis, which comes first: of all gates together or, with recurrent dropout, of each.</summary>
    public ImmutableArray<Value> Sequences { get; }

    /// <summary>The products of one call of a layer.</summary>
    /// <param name="layer">Its hyperparameters.</param>
    /// <param name="gates">Blocks of columns in the kernels.</param>
    /// <param name="call">The call.</param>
    /// <param name="bias">The bias of the inputs, if any.</param>
    /// <param name="recurrentBias">The bias of the state's product, if any.</param>
    public static GateProducts Of(RecurrentLayerAttribute layer, int gates, LayerLowering call, Value? bias, Value? recurrentBias)
    {
        var (builder, name, x, kernel) = (call.Builder, call.LayerPath, call.Input, call.Weight("kernel"));
        var dropout = new RecurrentDropout(layer, call);
        var ofEach = dropout.IsOfEachGate;
        var recurrentMasks = dropout.RecurrentMasks(ofEach ? gates : 0, Shape.Of(x.Shape[0], layer.Units));
        var inputMasks = dropout.InputMasks(ofEach ? gates : 1, Shape.Of(x.Shape[0], x.Shape[2]));
        if (!ofEach)
            return new(gates, call, recurrentBias, [], [Project(call, Drop(0), kernel, bias)]);
        var kernels = builder.Split(kernel.Name, kernel, 1, gates);
        ImmutableArray<Value> biases = bias is null ? [] : builder.Split(bias.Name, bias, 0, gates);
        return new(gates, call, recurrentBias, recurrentMasks, [.. kernels.Select((part, i) =>
            Project(call, Drop(i), part, bias is null ? null : biases[i]))]);

        // The same features at all steps.
        Value Drop(int gate) => inputMasks.IsEmpty ? x : builder.Map(
            name + "_dropped", Operand(0) * Operand(1), x, builder.Reshape(inputMasks[gate].Name, inputMasks[gate], Shape.Of(x.Shape[0], 1, x.Shape[2])));
    }

    /// <summary>x·kernel + bias with the time axis first. In predictions the products are turned around as they are stored, which costs
    /// nothing; where a backward pass must turn them, too, it is the narrower of inputs and products.</summary>
    private static Value Project(LayerLowering call, Value x, Value kernel, Value? bias)
    {
        var (builder, name) = (call.Builder, call.LayerPath);
        var before = call.Training && x.Shape[2].Value <= kernel.Shape[1].Value;
        if (before) x = builder.Transpose(name + "_inputs", x, [1, 0, 2]);
        var product = builder.MatMul(name + "_inputs", x, kernel);
        if (bias is not null) product = builder.Map(name + "_inputs", Operand(0) + Operand(1), product, bias);
        return before ? product : builder.Transpose(name + "_inputs", product, [1, 0, 2]);
    }

    /// <summary>For each gate x·kernel + bias + h·recurrent_kernel.</summary>
    public ImmutableArray<Value> Sums(ProgramBuilder step, ImmutableArray<Value> now, Value h)
    {
        Value Add(Value left, Value right) => step.Map(_name + "_gates", Operand(0) + Operand(1), left, right);
        return _masks.IsEmpty
            ? step.Split(_name + "_gate", Add(now[0], step.MatMul(_name + "_gates", h, _recurrent)), 1, _gates)
            : [.. Recurrent(step, h).Zip(now, (product, input) => Add(input, product))];
    }

    /// <summary>For each gate x·kernel + bias.</summary>
    public ImmutableArray<Value> Inputs(ProgramBuilder step, ImmutableArray<Value> now) =>
        _masks.IsEmpty ? step.Split(_name + "_input", now[0], 1, _gates) : [.. now.Take(_gates)];

    /// <summary>For each gate h·recurrent_kernel and its bias.</summary>
    public ImmutableArray<Value> Recurrent(ProgramBuilder step, Value h)
    {
        if (!_masks.IsEmpty) return [.. Enumerable.Range(0, _gates).Select(gate => Recurrent(step, h, gate))];
        var product = step.MatMul(_name + "_recurrent", h, _recurrent);
        return step.Split(_name + "_recurrent", _bias is null ? product : AddBias(step, product, _bias), 1, _gates);
    }

    /// <summary>h·recurrent_kernel of one gate, and its bias.</summary>
    public Value Recurrent(ProgramBuilder step, Value h, int gate)
    {
        if (!_masks.IsEmpty) h = step.Map(_name + "_dropped", Operand(0) * Operand(1), h, _masks[gate]);
        var product = step.MatMul(_name + "_recurrent", h, step.Split(_recurrent.Name, _recurrent, 1, _gates)[gate]);
        return _bias is null ? product : AddBias(step, product, step.Split(_bias.Name, _bias, 0, _gates)[gate]);
    }

    private Value AddBias(ProgramBuilder step, Value product, Value bias) => step.Map(_name + "_recurrent", Operand(0) + Operand(1), product, bias);
}

/// <summary>The features that a call of a recurrent layer drops in training. Each mask is drawn once per call: the same in forward and
/// backward and at all steps.</summary>
internal sealed class RecurrentDropout(RecurrentLayerAttribute layer, LayerLowering call)
{
    private int _drawn;

    /// <summary>As in Keras, recurrent dropout gives each gate masks of its own, those of the inputs included.</summary>
    public bool IsOfEachGate => call.Training && layer.RecurrentDropout > 0;

    /// <summary>Factors for the inputs, (batch, features) each; none where nothing is dropped.</summary>
    public ImmutableArray<Value> InputMasks(int count, Shape shape) => Masks(call.Training ? layer.Dropout : 0, count, shape);

    /// <summary>Factors for the state, (batch, units) each; none where nothing is dropped.</summary>
    public ImmutableArray<Value> RecurrentMasks(int count, Shape shape) => Masks(call.Training ? layer.RecurrentDropout : 0, count, shape);

    private ImmutableArray<Value> Masks(double rate, int count, Shape shape) =>
        rate == 0 ? [] : [.. Enumerable.Range(0, count).Select(_ => Mask(rate, shape))];

    /// <summary>0 with the probability, else 1 / (1 − probability).</summary>
    private Value Mask(double rate, Shape shape)
    {
        var name = call.LayerPath + "_mask";
        if (rate == 1) return call.Builder.Zeros(name, shape);
        var kept = call.Builder.BroadcastTo(name, call.Builder.Constant(name, 1 / (1 - rate)), shape);
        return call.Builder.Map(name, Select(Apply("Less", RandomNumbers.Uniform(call, layer.Seed, _drawn++), rate), 0, Operand(0)), kept);
    }
}
