using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>Weights are rounded.</summary>
public sealed class BFloat16WeightsStepEmitter : StepEmitter<BFloat16WeightsStep>
{
    protected override void Emit(BFloat16WeightsStep step, PlannedStep planned, StepContext context) => context.Call(
        "BFloat16Panels.Round",
        context.Pointer(step.Weights), context.Pointer(step.Result), context.Length(step.Weights.Shape[0]), context.Length(step.Weights.Shape[1]));
}

/// <summary>A product with rounded weights, and what is done to its elements.</summary>
public sealed class BFloat16MatMulStepEmitter : StepEmitter<BFloat16MatMulStep>
{
    protected override void Emit(BFloat16MatMulStep step, PlannedStep planned, StepContext context) => context.Call(
        "MatrixMultiply.ForwardBFloat16",
        context.Pointer(step.Left), context.Stride(step.Left, step.Inner), context.Pointer(step.Panels),
        context.Pointer(step.Result), context.Stride(step.Result, step.Columns),
        context.Length(step.RowCount), context.Length(step.Inner), context.Length(step.Columns), EpilogueText.Of(step, context));
}
