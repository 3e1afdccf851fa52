using System.Collections.Immutable;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>A loop over a fused expression.</summary>
public sealed class MapStepEmitter : StepEmitter<MapStep>
{
    protected override void Emit(MapStep step, PlannedStep planned, StepContext context)
    {
        if (step.Result.Type.DType == DType.Int32)
            throw new OpVerificationException($"No kernel writes {step.Result} as integers.");
        var axes = AxesOf(step, context.Plan);
        var lengths = Enumerable.Repeat(Dim.Known(1), BroadcastAxes.Most - axes.Lengths.Length).Concat(axes.Lengths).Select(context.Length);
        var map = new FusedExpression(context, [.. step.Operands.Select(o => (Value?)o)]).Map(step.Formula, axes, step.Result.Shape);
        context.Call("Map.Run", [context.Pointer(step.Result), .. lengths, map]);
    }

    private static BroadcastAxes AxesOf(MapStep step, PlannedProgram plan)
    {
        if (plan.Types[step.Result].Layout == WeightLayout.RowMajor)
            return BroadcastAxes.Of(step.Result.Shape, [.. step.Operands.Select(o => o.Shape)], [.. step.Operands.Select(o => plan.Types[o].Rows)]);
        // In panels all operands lie alike: one after the other, padding included.
        var length = PhysicalType.PhysicalLength(step.Result.Shape, WeightLayout.Panels);
        return new([length], [.. step.Operands.Select(_ => ImmutableArray.Create(Dim.Known(1)))]);
    }
}

/// <summary>A loop that writes several results.</summary>
public sealed class MapGroupStepEmitter : StepEmitter<MapGroupStep>
{
    protected override void Emit(MapGroupStep step, PlannedStep planned, StepContext context)
    {
        var axes = step.Axes(value => context.Plan.Types[value].Rows);
        var lengths = Enumerable.Repeat(Dim.Known(1), BroadcastAxes.Most - axes.Lengths.Length).Concat(axes.Lengths).Select(context.Length);
        var group = new FusedExpression(context, [.. step.Operands.Select(o => (Value?)o)]).Group(step.Formulas, step.Results, axes);
        context.Call("Map.RunGroup", [.. lengths, group]);
    }
}
