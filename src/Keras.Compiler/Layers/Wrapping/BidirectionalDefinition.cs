using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Layers.Wrapping;

/// <summary>A recurrent layer and its copy that runs the other way; a sequence that comes out backwards is turned around, then both are
/// joined.</summary>
public sealed class BidirectionalDefinition : WrapperDefinition<BidirectionalAttribute>
{
    private const int Forward = 0;
    private const int Backward = 1;

    public override ImmutableArray<string> Wrapped => ["forward_layer", "backward_layer"];

    public override bool TakesMask => true;

    public override bool TakesInitialState => true;

    public override Shape MaskShape(Shape input) => Shape.Of([.. input.Dims.Take(2)]);

    /// <summary>As in Keras, a masked step of a sequence gives zeros.</summary>
    protected override LayerConfiguration ConfigureWrapped(BidirectionalAttribute layer, int number, LayerConfiguration configuration) =>
        configuration.Attribute is RecurrentLayerAttribute wrapped
            ? configuration.With(
                (nameof(wrapped.GoBackwards), wrapped.GoBackwards != (number == Backward)),
                (nameof(wrapped.ZeroOutputForMask), wrapped.ReturnSequences))
            : configuration;

    protected override ImmutableArray<TensorType>? InferOutputs(BidirectionalAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (call.Wrapped[Forward].Configuration?.Attribute is not RecurrentLayerAttribute wrapped)
        {
            problems.WrappedHasNoDirection(call.Node, call.LayerName);
            return null;
        }
        if (!StatesFit(wrapped, call, problems)) return null;
        var half = (call.Inputs.Length - 1) / 2;
        if (Infer(Forward) is not { } forward || Infer(Backward) is not { } backward) return null;
        return [.. Joined(), .. forward.Skip(1), .. backward.Skip(1)];

        ImmutableArray<TensorType>? Infer(int number)
        {
            ImmutableArray<TensorType> inputs = [call.Input, .. call.Inputs.Skip(1 + number * half).Take(half)];
            return call.Wrapped[number].Infer(inputs, [call.Masks[0], .. inputs.Skip(1).Select(_ => (Shape?)null)]);
        }

        ImmutableArray<TensorType> Joined() => layer.MergeMode switch
        {
            MergeMode.None => [forward[0], backward[0]],
            MergeMode.Concat => [forward[0] with { Shape = forward[0].Shape.WithAxis(-1, forward[0].Shape[-1] + backward[0].Shape[-1]) }],
            _ => [forward[0]],
        };
    }

    private static bool StatesFit(RecurrentLayerAttribute wrapped, LayerCall call, IProblemSink problems)
    {
        if (call.Inputs.Length % 2 == 1) return true;
        problems.InitialStateDiffers(
            call.InputNodes[1], call.LayerName, call.Inputs.Length, Shape.Of(call.Input.Shape[0], wrapped.Units),
            string.Join(", ", call.Inputs.Skip(1).Select(state => state.Shape)));
        return false;
    }

    public override ImmutableArray<Shape?> InferMasks(LayerCall call, ImmutableArray<TensorType> outputs) =>
        [.. outputs.Select((_, i) => CarriesMask(call.Configuration, call.Wrapped[Forward].Configuration!, i) ? call.Masks[0] : null)];

    public override ImmutableArray<Value?> LowerMasks(LayerLowering call, ImmutableArray<Value> outputs) =>
        [.. outputs.Select((output, i) => output.Shape.Rank == 3 && i < Outputs(call.Configuration) ? call.Masks[0] : null)];

    private static bool CarriesMask(LayerConfiguration configuration, LayerConfiguration wrapped, int output) =>
        wrapped.Attribute is RecurrentLayerAttribute { ReturnSequences: true } && output < Outputs(configuration);

    private static int Outputs(LayerConfiguration configuration) => configuration.As<BidirectionalAttribute>().MergeMode == MergeMode.None ? 2 : 1;

    protected override ImmutableArray<Value> Lower(BidirectionalAttribute layer, LayerLowering call)
    {
        var (builder, name) = (call.Builder, call.LayerPath);
        var half = (call.Inputs.Length - 1) / 2;
        var (forward, backward) = (Run(Forward), Run(Backward));
        var (left, right) = (forward[0], backward[0]);
        if (right.Shape.Rank == 3) right = builder.Reverse(name, right, 1);
        ImmutableArray<Value> joined = layer.MergeMode switch
        {
            MergeMode.Sum => [builder.Map(name, Operand(0) + Operand(1), left, right)],
            MergeMode.Mul => [builder.Map(name, Operand(0) * Operand(1), left, right)],
            MergeMode.Ave => [builder.Map(name, (Operand(0) + Operand(1)) / 2, left, right)],
            MergeMode.Concat => [builder.Concatenate(name, left.Shape.Rank - 1, left, right)],
            _ => [left, right],
        };
        return [.. joined, .. forward.Skip(1), .. backward.Skip(1)];

        ImmutableArray<Value> Run(int number)
        {
            ImmutableArray<Value> inputs = [call.Input, .. call.Inputs.Skip(1 + number * half).Take(half)];
            return call.Wrapped(number, inputs, [call.Masks[0], .. inputs.Skip(1).Select(_ => (Value?)null)], call.Training).Outputs;
        }
    }
}
