using System.Globalization;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>A convolution, and what is done to its elements.</summary>
public sealed class ConvolutionStepEmitter : StepEmitter<ConvolutionStep>
{
    protected override void Emit(ConvolutionStep step, PlannedStep planned, StepContext context) => context.Call(
        "Convolution.Forward",
        [context.Pointer(step.Left), context.Stride(step.Left, step.Inner), context.Pointer(step.Panels),
            context.Pointer(step.Result), context.Stride(step.Result, step.Columns),
            .. ConvolutionText.Shape(step.Plan, step.Block, step.Left.Shape[0], context), context.Workspace(planned), EpilogueText.Of(step, context)]);
}

/// <summary>The kernel of several windows at once.</summary>
public sealed class WideKernelStepEmitter : StepEmitter<WideKernelStep>
{
    protected override void Emit(WideKernelStep step, PlannedStep planned, StepContext context) => context.Call(
        "Convolution.WidenKernel",
        context.Pointer(step.Kernel), context.Pointer(step.Result),
        "lines: " + context.Length(Extent.Product(step.Kernel.Shape.Dims.Take(step.Kernel.Shape.Rank - 3))),
        "width: " + context.Length(step.Kernel.Shape[-3]), "channels: " + context.Length(step.Kernel.Shape[-2]),
        "filters: " + context.Length(step.Kernel.Shape[-1]), "windows: " + CSharpText.Literal(step.Count));
}

/// <summary>The gradient of a convolution's input.</summary>
public sealed class ConvolutionInputGradientStepEmitter : StepEmitter<ConvolutionInputGradientStep>
{
    protected override void Emit(ConvolutionInputGradientStep step, PlannedStep planned, StepContext context) => context.Call(
        "Convolution.InputGradient",
        [context.Pointer(step.Operands[0]), context.Stride(step.Operands[0], step.Plan.Filters), context.Pointer(step.Operands[1]), context.Pointer(step.Result),
            .. ConvolutionText.Shape(step.Plan, step.Block, step.Result.Shape[0], context), context.Workspace(planned)]);
}

/// <summary>The gradient of a convolution's kernel.</summary>
public sealed class ConvolutionKernelGradientStepEmitter : StepEmitter<ConvolutionKernelGradientStep>
{
    protected override void Emit(ConvolutionKernelGradientStep step, PlannedStep planned, StepContext context) => context.Call(
        "Convolution.KernelGradient",
        [context.Pointer(step.Operands[0]), context.Stride(step.Operands[0], step.Plan.Channels),
            context.Pointer(step.Operands[1]), context.Stride(step.Operands[1], step.Plan.Filters), context.Pointer(step.Result),
            .. ConvolutionText.Shape(step.Plan, step.Block, step.Operands[0].Shape[0], context), context.Workspace(planned),
            "accumulate: " + CSharpText.Literal(step.AccumulatesInto >= 0)]);
}

/// <summary>Arguments of convolution kernels.</summary>
internal static class ConvolutionText
{
    /// <summary>Windows, channels, filters, groups and the windows of a block.</summary>
    public static string[] Shape(ConvolutionPlan plan, long block, Dim batch, StepContext context) =>
    [
        Grid(plan.Op, batch, context), "channels: " + context.Length(plan.Channels), "filters: " + context.Length(plan.Filters),
        "groups: " + context.Length(plan.Op.Groups), "block: " + block.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>The windows of all axes.</summary>
    public static string Grid(ConvolutionOp op, Dim batch, StepContext context) => WindowText.Grid(op.Windows, batch, context);
}

/// <summary>Windows as the runtime takes them.</summary>
internal static class WindowText
{
    /// <summary>Along all axes between batch and channels.</summary>
    public static string Grid(IEnumerable<Window> windows, Dim batch, StepContext context) =>
        $"new({string.Join(", ", windows.Select(window => Of(window, context)).Prepend(context.Length(batch)))})";

    /// <summary>Along one axis; what is as the runtime takes it by default is left out.</summary>
    public static string Of(Window window, StepContext context) =>
        $"new(length: {context.Length(window.Length)}, count: {context.Length(window.Count)}, size: {context.Length(window.Size)}" +
        $"{Unless(1, "stride", window.Stride, context)}{Unless(1, "dilation", window.Dilation, context)}{Unless(0, "low", window.Low, context)})";

    private static string Unless(Dim usual, string name, Dim value, StepContext context) =>
        value == usual ? "" : $", {name}: {context.Length(value)}";
}
