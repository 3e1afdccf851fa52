using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Layers.Recurrent;

/// <summary>A layer that runs a cell along the time axis of (batch, time, features). The cells say what one step is; the rest (weights,
/// states, masks, dropout, direction, what is returned) is the same for all.</summary>
public abstract class RecurrentDefinition<TAttribute> : LayerDefinition where TAttribute : RecurrentLayerAttribute
{
    public sealed override Type AttributeType => typeof(TAttribute);

    public sealed override bool TakesMask => true;

    public sealed override bool TakesInitialState => true;

    public sealed override bool KeepsState(LayerConfiguration configuration) => configuration.As<TAttribute>().Stateful;

    /// <summary>Blocks of columns in the kernels.</summary>
    protected abstract int Gates { get; }

    /// <summary>Number of states; the first is the output.</summary>
    protected abstract int States { get; }

    public sealed override void Validate(LayerConfiguration configuration, HyperparameterChecks checks)
    {
        var layer = configuration.As<TAttribute>();
        checks.Positive(nameof(layer.Units), layer.Units);
        checks.Fraction(nameof(layer.Dropout), layer.Dropout);
        checks.Fraction(nameof(layer.RecurrentDropout), layer.RecurrentDropout);
        checks.Require(layer.Activation != Activation.Glu, nameof(layer.Activation), layer.Activation, "an activation that keeps the shape");
    }

    public sealed override ImmutableArray<WeightDeclaration> Weights(LayerConfiguration configuration, Shape input)
    {
        var layer = configuration.As<TAttribute>();
        var columns = Gates * layer.Units;
        var kernel = new WeightDeclaration("kernel", [(int)input[-1].Value, columns], WeightLayout.Panels);
        var recurrent = new WeightDeclaration("recurrent_kernel", [layer.Units, columns], WeightLayout.Panels, SettingsName: "recurrent");
        return layer.UseBias ? [kernel, recurrent, Bias(layer)] : [kernel, recurrent];
    }

    /// <summary>The bias, where there is one.</summary>
    protected virtual WeightDeclaration Bias(TAttribute layer) => new("bias", [Gates * layer.Units]);

    /// <summary>What is added to the inputs' product and to the state's.</summary>
    protected virtual (Value? Inputs, Value? Recurrent) Biases(TAttribute layer, LayerLowering call) =>
        (layer.UseBias ? call.Weight("bias") : null, null);

    /// <summary>One step.</summary>
    protected abstract ImmutableArray<Value> Step(TAttribute layer, GateProducts gates, ProgramBuilder step, ImmutableArray<Value> now, ImmutableArray<Value> states);

    public sealed override ImmutableArray<TensorType>? InferOutputs(LayerCall call, IProblemSink problems)
    {
        var (layer, x) = (call.Configuration.As<TAttribute>(), call.Input.Shape);
        if (!call.AreFloats(problems) || !call.HasExactRank(3, problems) || !call.IsKnown(2, problems)) return null;
        var state = Shape.Of(x[0], layer.Units);
        if (layer.Stateful && !x[0].IsKnown)
        {
            problems.StatefulNeedsBatchSize(call.ArgumentNode(nameof(layer.Stateful)), call.LayerName, x);
            return null;
        }
        if (!StatesFit(call, state, problems)) return null;
        var output = call.Input with { Shape = layer.ReturnSequences ? Shape.Of(x[0], x[1], layer.Units) : state };
        return ReturnsState(call.Configuration, call.ReturnsState)
            ? [output, .. Enumerable.Repeat(call.Input with { Shape = state }, States)]
            : [output];
    }

    private bool StatesFit(LayerCall call, Shape expected, IProblemSink problems)
    {
        var given = call.Inputs.Skip(1).ToList();
        if (given.Count == 0) return true;
        var fits = given.Count == States && given.All(state => state.Shape.Rank == 2 && state.Shape[1] == expected[1] && call.Unify(state.Shape[0], expected[0]) is not null);
        if (!fits)
            problems.InitialStateDiffers(
                call.InputNodes[1], call.LayerName, States, expected, string.Join(", ", given.Select(state => state.Shape)));
        return fits;
    }

    public sealed override ImmutableArray<Shape?> InferMasks(LayerCall call, ImmutableArray<TensorType> outputs) =>
        [call.Configuration.As<TAttribute>().ReturnSequences ? call.Masks[0] : null, .. outputs.Skip(1).Select(_ => (Shape?)null)];

    public sealed override ImmutableArray<Value?> LowerMasks(LayerLowering call, ImmutableArray<Value> outputs) =>
        [call.Configuration.As<TAttribute>().ReturnSequences ? call.Masks[0] : null, .. outputs.Skip(1).Select(_ => (Value?)null)];

    public sealed override Shape MaskShape(Shape input) => Shape.Of([.. input.Dims.Take(2)]);

    public sealed override ImmutableArray<Value> Lower(LayerLowering call)
    {
        var (layer, builder, name, x) = (call.Configuration.As<TAttribute>(), call.Builder, call.LayerPath, call.Input);
        var state = Shape.Of(x.Shape[0], layer.Units);
        var (bias, recurrentBias) = Biases(layer, call);
        var gates = GateProducts.Of(layer, Gates, call, bias, recurrentBias);
        var given = call.Inputs.Skip(1).ToImmutableArray();
        var startsAtZero = given.IsEmpty && !layer.Stateful;
        ImmutableArray<Value> initial = !given.IsEmpty ? given : [.. Enumerable.Range(0, States).Select(i =>
            layer.Stateful ? call.State(StateName(i), state) : builder.Zeros($"{name}_state_{i}", state))];
        var mask = call.Masks[0] is { } kept ? RecurrentMask.TimeMajor(builder, name, kept) : null;

        // A masked step gives the output of the step before: the state, unless that did not start as the output does, at zero.
        var hasOutput = mask is not null && (layer.ZeroOutputForMask || !startsAtZero);
        if (hasOutput) initial = initial.Add(builder.Zeros(name + "_output", state));
        ImmutableArray<Value> sequences = mask is null ? gates.Sequences : gates.Sequences.Add(mask);
        var (last, stacked) = builder.Scan(name, x.Shape[1], layer.GoBackwards, initial, sequences, (step, carries, now) =>
        {
            var states = carries.RemoveRange(States, carries.Length - States);
            var next = Step(layer, gates, step, now, states);
            if (mask is null) return (next, layer.ReturnSequences ? [next[0]] : []);
            var isKept = now[now.Length - 1];
            Value Choose(Value made, Value instead) => step.Map(made.Name, Select(Operand(0), Operand(1), Operand(2)), isKept, made, instead);
            ImmutableArray<Value> chosen = [.. next.Zip(states, Choose)];
            var output = !hasOutput ? chosen[0]
                : layer.ZeroOutputForMask ? step.Map(name, Select(Operand(0), Operand(1), 0), isKept, next[0])
                : Choose(next[0], carries[States]);
            return (hasOutput ? chosen.Add(output) : chosen, layer.ReturnSequences ? [output] : []);
        });

        if (layer.Stateful)
            for (var i = 0; i < States; i++) call.KeepState(StateName(i), last[i]);
        var result = hasOutput ? last[States] : last[0];
        if (layer.ReturnSequences)
        {
            result = builder.Transpose(name, stacked[0], [1, 0, 2]);
            if (layer.GoBackwards) result = builder.Reverse(name, result, 1);
        }
        return ReturnsState(call.Configuration, call.ReturnsState) ? [result, .. last.Take(States)] : [result];
    }

    private static string StateName(int number) => $"state_{number}";

    private static bool ReturnsState(LayerConfiguration configuration, bool isAsked) => isAsked || configuration.As<TAttribute>().ReturnState;
}
