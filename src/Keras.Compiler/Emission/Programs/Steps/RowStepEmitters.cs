using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>Rows of a table by their numbers.</summary>
public sealed class GatherStepEmitter : StepEmitter<GatherStep>
{
    protected override void Emit(GatherStep step, PlannedStep planned, StepContext context)
    {
        var (table, ids) = (step.Operands[0], step.Operands[1]);
        context.Call(
            "Rows.Gather", context.Pointer(table), context.Length(table.Shape[0]), context.Length(step.Width),
            context.Pointer(ids), context.Length(ids.Shape.Size),
            context.Pointer(step.Result), context.Stride(step.Result, step.Width), CSharpText.Literal(step.Layer));
    }
}

/// <summary>The different row numbers among ids.</summary>
public sealed class DistinctStepEmitter : StepEmitter<DistinctStep>
{
    protected override void Emit(DistinctStep step, PlannedStep planned, StepContext context)
    {
        var ids = step.Operands[0];
        string[] arguments =
        [
            context.Pointer(ids), context.Length(ids.Shape.Size), CSharpText.Literal(step.Rows), context.Pointer(step.Result), context.Pointer(step.Places),
            context.Workspace(planned.WorkspaceSlot, "places_of_rows", DType.Int32), CSharpText.Literal(step.Layer),
        ];
        context.Body.Line($"frame.SetCount({CSharpText.Literal(step.Number)}, global::Keras.Kernels.Rows.Distinct({string.Join(", ", arguments)}));");
    }
}

/// <summary>Rows added up by their numbers.</summary>
public sealed class ScatterAddStepEmitter : StepEmitter<ScatterAddStep>
{
    protected override void Emit(ScatterAddStep step, PlannedStep planned, StepContext context)
    {
        var (values, ids) = (step.Operands[0], step.Operands[1]);
        string[] size = context.IsRowGradient(step.Result) ? [] : [context.Length(step.Result.Shape[0]), context.Length(step.Width)];
        context.Call(
            step.AccumulatesInto >= 0 ? "Rows.Add" : "Rows.ScatterAdd",
            [context.Pointer(values), context.Stride(values, step.Width), context.Pointer(ids), context.Length(ids.Shape.Size),
                context.Pointer(step.Result), .. size, CSharpText.Literal(step.Layer)]);
    }
}

/// <summary>Rows of a gradient as the factors of a product.</summary>
public sealed class RowGradientStepEmitter : StepEmitter<RowGradientStep>
{
    protected override void Emit(RowGradientStep step, PlannedStep planned, StepContext context)
    {
        var dy = step.Operands[0];
        context.Call(
            "MatrixMultiply.InputGradient", context.Pointer(dy), context.Stride(dy, step.Columns), context.Pointer(step.Operands[1]),
            context.Pointer(step.Numbers), context.Length(step.Numbers.Shape.Size), context.Pointer(step.Result), context.Length(step.Columns),
            CSharpText.Literal(step.Layer));
    }
}
