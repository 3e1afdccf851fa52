using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>A kernel that is turned around.</summary>
public sealed class FlippedKernelStepEmitter : StepEmitter<FlippedKernelStep>
{
    protected override void Emit(FlippedKernelStep step, PlannedStep planned, StepContext context) => context.Call(
        "Convolution.FlipKernel",
        context.Pointer(step.Kernel), context.Pointer(step.Result),
        "size: " + context.Length(Extent.Product(step.Kernel.Shape.Dims.Take(step.Kernel.Shape.Rank - 2))),
        "channels: " + context.Length(step.Kernel.Shape[-2]), "filters: " + context.Length(step.Kernel.Shape[-1]));
}

/// <summary>The coefficients of lines.</summary>
public sealed class LineKernelStepEmitter : StepEmitter<LineKernelStep>
{
    protected override void Emit(LineKernelStep step, PlannedStep planned, StepContext context) => context.Call(
        "LineConvolution.SpreadKernel",
        context.Pointer(step.Kernel), context.Pointer(step.Result),
        "width: " + CSharpText.Literal(step.Plan.Width), "channels: " + context.Length(step.Plan.Channels));
}

/// <summary>A convolution over lines, and what is done to its elements.</summary>
public sealed class LineConvolutionStepEmitter : StepEmitter<LineConvolutionStep>
{
    protected override void Emit(LineConvolutionStep step, PlannedStep planned, StepContext context) => context.Call(
        "LineConvolution.Forward",
        context.Pointer(step.Left), context.Pointer(step.Panels), context.Pointer(step.Result),
        WindowText.Grid(step.Windows, step.Left.Shape[0], context), "channels: " + context.Length(step.Plan.Channels),
        context.Workspace(planned), EpilogueText.Of(step, context));
}

/// <summary>The gradient of a kernel over lines.</summary>
public sealed class LineKernelGradientStepEmitter : StepEmitter<LineKernelGradientStep>
{
    protected override void Emit(LineKernelGradientStep step, PlannedStep planned, StepContext context) => context.Call(
        "LineConvolution.KernelGradient",
        context.Pointer(step.Operands[0]), context.Pointer(step.Operands[1]), context.Pointer(step.Result),
        WindowText.Grid(step.Windows, step.Operands[0].Shape[0], context), "channels: " + context.Length(step.Plan.Channels),
        context.Workspace(planned), "accumulate: " + CSharpText.Literal(step.AccumulatesInto >= 0));
}
