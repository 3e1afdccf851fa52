using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>A convolution of each channel by itself, and what is done to its elements.</summary>
public sealed class DepthwiseConvolutionStepEmitter : StepEmitter<DepthwiseConvolutionStep>
{
    protected override void Emit(DepthwiseConvolutionStep step, PlannedStep planned, StepContext context) => context.Call(
        "DepthwiseConvolution.Forward",
        context.Pointer(step.Left), context.Pointer(step.Panels), context.Pointer(step.Result),
        ConvolutionText.Grid(step.Op, step.Left.Shape[0], context), context.Length(step.Op.Groups), EpilogueText.Of(step, context));
}

/// <summary>The gradient of the input of a convolution of each channel by itself.</summary>
public sealed class ConvolutionInputGradientEmitter : OpEmitter<ConvolutionInputGradient>
{
    protected override void Emit(ConvolutionInputGradient op, OpStep step, StepContext context) => context.Call(
        "DepthwiseConvolution.InputGradient",
        context.Pointer(step.Operands[0]), context.Pointer(step.Operands[1]), context.Pointer(step.Result),
        ConvolutionText.Grid(op, step.Result.Shape[0], context), context.Length(op.Groups));
}

/// <summary>The gradient of the kernel of a convolution of each channel by itself.</summary>
public sealed class DepthwiseKernelGradientStepEmitter : StepEmitter<DepthwiseKernelGradientStep>
{
    protected override void Emit(DepthwiseKernelGradientStep step, PlannedStep planned, StepContext context) => context.Call(
        "DepthwiseConvolution.KernelGradient",
        context.Pointer(step.Operands[0]), context.Pointer(step.Operands[1]), context.Pointer(step.Result),
        ConvolutionText.Grid(step.Op, step.Operands[0].Shape[0], context), context.Length(step.Op.Groups),
        "accumulate: " + CSharpText.Literal(step.AccumulatesInto >= 0));
}
