using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Core;

/// <summary>An activation function as a layer, and the functions without arguments.</summary>
public sealed class ActivationDefinition : LayerDefinition<ActivationAttribute>
{
    public override bool SupportsMasking => true;

    /// <summary>Those that take arguments are the functions of definitions of their own.</summary>
    public override ImmutableArray<LayerFunction> Functions { get; } =
    [
        .. new[]
        {
            Activation.Linear, Activation.Relu6, Activation.Selu, Activation.Softplus, Activation.Softsign, Activation.SparsePlus,
            Activation.Silu, Activation.Tanh, Activation.TanhShrink, Activation.HardTanh, Activation.Sigmoid, Activation.Exponential,
            Activation.HardSigmoid, Activation.LogSigmoid, Activation.SparseSigmoid, Activation.HardSilu, Activation.Mish, Activation.Sparsemax,
        }.Select(activation => new LayerFunction(activation.ToString(), ("activation", activation))),
    ];

    protected override TensorType? InferOutput(ActivationAttribute layer, LayerCall call, IProblemSink problems) =>
        call.AreFloats(problems) ? Activations.Infer(layer.Activation, call.Input, call.Node, problems) : null;

    protected override Value Lower(ActivationAttribute layer, LayerLowering call) =>
        Activations.Apply(call.Builder, call.LayerPath, layer.Activation, call.Input);
}
