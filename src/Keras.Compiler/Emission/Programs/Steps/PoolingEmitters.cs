using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Support;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>Maxima of windows.</summary>
public sealed class WindowMaxEmitter : OpEmitter<WindowMax>
{
    protected override void Emit(WindowMax op, OpStep step, StepContext context) =>
        PoolingText.Write("Pooling.Max", op.Windows, step, context);
}

/// <summary>The adjoint of maxima.</summary>
public sealed class WindowMaxGradientEmitter : OpEmitter<WindowMaxGradient>
{
    protected override void Emit(WindowMaxGradient op, OpStep step, StepContext context) =>
        PoolingText.Write("Pooling.MaxGradient", op.Windows, step, context);
}

/// <summary>Means of windows.</summary>
public sealed class WindowAverageEmitter : OpEmitter<WindowAverage>
{
    protected override void Emit(WindowAverage op, OpStep step, StepContext context) =>
        PoolingText.Write("Pooling.Average", op.Windows, step, context);
}

/// <summary>The adjoint of means.</summary>
public sealed class WindowAverageGradientEmitter : OpEmitter<WindowAverageGradient>
{
    protected override void Emit(WindowAverageGradient op, OpStep step, StepContext context) =>
        PoolingText.Write("Pooling.AverageGradient", op.Windows, step, context);
}

/// <summary>Calls of pooling kernels: pointers of operands and result, then windows and channels.</summary>
internal static class PoolingText
{
    public static void Write(string kernel, EquatableArray<Window> windows, OpStep step, StepContext context) => context.Call(
        kernel,
        [.. step.Operands.Select(context.Pointer), context.Pointer(step.Result),
            WindowText.Grid(windows, step.Result.Shape[0], context), "channels: " + context.Length(step.Result.Shape[-1])]);
}
