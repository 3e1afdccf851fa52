using System.Globalization;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>A kernel is taken to the points.</summary>
public sealed class WinogradTransformStepEmitter : StepEmitter<WinogradTransformStep>
{
    protected override void Emit(WinogradTransformStep step, PlannedStep planned, StepContext context) => context.Call(
        "Winograd.TransformKernel",
        context.Pointer(step.Kernel), context.Pointer(step.Result),
        "channels: " + context.Length(step.Kernel.Shape[-2]), "filters: " + context.Length(step.Kernel.Shape[-1]),
        "size: " + CSharpText.Literal(step.Form.Size), "tile: " + CSharpText.Literal(step.Form.Tile),
        "adjoint: " + CSharpText.Literal(step.Adjoint));
}

/// <summary>A convolution in tiles, and what is done to its elements.</summary>
public sealed class WinogradStepEmitter : StepEmitter<WinogradStep>
{
    protected override void Emit(WinogradStep step, PlannedStep planned, StepContext context) => context.Call(
        "Winograd.Forward",
        [context.Pointer(step.Left), context.Stride(step.Left, step.Inner), context.Pointer(step.Panels),
            context.Pointer(step.Result), context.Stride(step.Result, step.Columns),
            .. WinogradText.Shape(step.Plan, step.Plan.Block, step.Left.Shape[0], context), context.Workspace(planned), EpilogueText.Of(step, context)]);
}

/// <summary>The gradient of a kernel in tiles.</summary>
public sealed class WinogradKernelGradientStepEmitter : StepEmitter<WinogradKernelGradientStep>
{
    protected override void Emit(WinogradKernelGradientStep step, PlannedStep planned, StepContext context) => context.Call(
        "Winograd.KernelGradient",
        [context.Pointer(step.Operands[0]), context.Stride(step.Operands[0], step.Plan.Channels),
            context.Pointer(step.Operands[1]), context.Stride(step.Operands[1], step.Plan.Filters), context.Pointer(step.Result),
            .. WinogradText.Shape(step.Plan, step.Plan.GradientBlock, step.Operands[0].Shape[0], context), context.Workspace(planned),
            "accumulate: " + CSharpText.Literal(step.AccumulatesInto >= 0)]);
}

/// <summary>Arguments of kernels that work in tiles.</summary>
internal static class WinogradText
{
    /// <summary>Windows, channels, filters, the edge of a tile and the tiles of a block.</summary>
    public static string[] Shape(WinogradPlan plan, long block, Dim batch, StepContext context) =>
    [
        WindowText.Grid(plan.Windows, batch, context), "channels: " + context.Length(plan.Channels), "filters: " + context.Length(plan.Filters),
        "tile: " + CSharpText.Literal(plan.Form.Tile), "block: " + block.ToString(CultureInfo.InvariantCulture),
    ];
}
