using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Wrapping;

/// <summary>Applies a layer or model to every step of the time axis: time steps count as samples. Only where in training samples are
/// normalised together does each step run on its own, as in Keras, if their number is known.</summary>
public sealed class TimeDistributedDefinition : WrapperDefinition<TimeDistributedAttribute>
{
    private const int AllSteps = 0;
    private const int OneStep = 1;

    public override ImmutableArray<string> Wrapped => ["layer"];

    public override ImmutableArray<LayerFunction> Functions => [new("TimeDistributed")];

    public override InputCount InputCount => InputCount.OneOrMore;

    public override bool SupportsMasking => true;

    public override bool TakesMask => true;

    public override Shape MaskShape(Shape input) => Shape.Of([.. input.Dims.Take(2)]);

    protected override ImmutableArray<TensorType>? InferOutputs(TimeDistributedAttribute layer, LayerCall call, IProblemSink problems)
    {
        for (var i = 0; i < call.Inputs.Length; i++)
            if (call.Inputs[i].Shape.Rank < 3)
            {
                problems.TimeAxisMissing(call.InputNodes[i], call.LayerName, call.Inputs[i].Shape);
                return null;
            }
        var (batch, time) = (call.Input.Shape[0], call.Input.Shape[1]);
        for (var i = 1; i < call.Inputs.Length; i++)
            if (call.Unify(time, call.Inputs[i].Shape[1]) is null)
            {
                problems.TimeStepsDiffer(call.InputNodes[i], call.LayerName, string.Join(", ", call.Inputs.Select(input => input.Shape)));
                return null;
            }
        if (Infer(call, batch * time) is not { } outputs) return null;
        if (call.Wrapped[0].MixesSamples() && time.IsKnown && Infer(call, batch) is null) return null;
        return [.. outputs.Select(output => output with { Shape = Sequence(output.Shape, batch, time) })];
    }

    /// <summary>The mask of the time steps goes on. One that says more than that has its further axes where the outputs have them, too.</summary>
    public override ImmutableArray<Shape?> InferMasks(LayerCall call, ImmutableArray<TensorType> outputs) =>
    [
        .. outputs.Select(output => call.Inputs.Length > 1 || call.Masks[0] is not { } mask ? null
            : Leads(mask, output.Shape) ? mask : MaskShape(mask)),
    ];

    protected override ImmutableArray<Value> Lower(TimeDistributedAttribute layer, LayerLowering call)
    {
        var (batch, time) = (call.Input.Shape[0], call.Input.Shape[1]);
        if (call.Training && call.WrappedCalls > OneStep) return LowerEachStep(call, (int)time.Value);
        var outputs = Apply(call, AllSteps, batch * time, value => value);
        return [.. outputs.Select(output => call.Builder.Reshape(call.LayerPath, output, Sequence(output.Shape, batch, time)))];
    }

    public override ImmutableArray<Value?> LowerMasks(LayerLowering call, ImmutableArray<Value> outputs) =>
    [
        .. outputs.Select(output => call.Inputs.Length > 1 || call.Masks[0] is not { } mask ? null
            : Leads(mask.Shape, output.Shape) ? mask : AnyOfStep(call, mask)),
    ];

    private static ImmutableArray<TensorType>? Infer(LayerCall call, Dim samples)
    {
        var steps = call.Inputs.Select(input => input with { Shape = Step(input.Shape, samples) }).ToImmutableArray();
        return call.Wrapped[0].Infer(steps, [.. steps.Select((step, i) => StepMask(call, i, step, samples))]);
    }

    /// <summary>What a mask says of each step, as far as the wrapped layer can be told: a mask of the steps alone is one of samples to it.</summary>
    private static Shape? StepMask(LayerCall call, int input, TensorType step, Dim samples)
    {
        if (call.Inputs.Length > 1 || call.Masks[input] is not { } mask) return null;
        var shape = Step(mask, samples);
        return shape.Rank > 1 || (call.Wrapped[0].Definition is { TakesMask: true } wrapped && wrapped.MaskShape(step.Shape).Rank == 1) ? shape : null;
    }

    private static ImmutableArray<Value> LowerEachStep(LayerLowering call, int time)
    {
        var batch = call.Input.Shape[0];
        var outputs = Enumerable.Range(0, time)
            .Select(step => Apply(call, OneStep, batch, value => call.Builder.Slice(call.LayerPath, value, 1, step, 1))).ToList();
        return
        [
            .. outputs[0].Select((first, i) => call.Builder.Concatenate(
                call.LayerPath, 1, [.. outputs.Select(step => call.Builder.Reshape(call.LayerPath, step[i], Sequence(first.Shape, batch, 1)))])),
        ];
    }

    /// <summary>Calls what is wrapped on a part of the time axis, whose steps and samples become so many samples.</summary>
    private static ImmutableArray<Value> Apply(LayerLowering call, int number, Dim samples, Func<Value, Value> part)
    {
        return call.WrappedBySample(
            number, [.. call.Inputs.Select(Steps)], [.. call.Masks.Select(mask => mask is null ? null : Steps(mask))], call.Training).Outputs;

        Value Steps(Value value) => call.Builder.Reshape(call.LayerPath, part(value), Step(value.Shape, samples));
    }

    private static Value AnyOfStep(LayerLowering call, Value mask)
    {
        while (mask.Shape.Rank > 2) mask = call.Builder.AnyAlongLast(call.LayerPath + "_mask", Formula.Select(Formula.Operand(0), 1, 0), mask);
        return mask;
    }

    private static bool Leads(Shape mask, Shape output) =>
        mask.Rank <= output.Rank && mask.Dims.Zip(output.Dims, (m, o) => m == o).All(same => same);

    /// <summary>The shape without its time axis, with so many samples.</summary>
    private static Shape Step(Shape sequence, Dim samples) => sequence.WithoutAxis(1).WithAxis(0, samples);

    /// <summary>The shape with the time axis between the samples and the rest.</summary>
    private static Shape Sequence(Shape step, Dim batch, Dim time) => Shape.Of([batch, time, .. step.Dims.Skip(1)]);
}
