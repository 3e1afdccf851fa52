using System.Globalization;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>An axis stretched.</summary>
public sealed class ResizeEmitter : OpEmitter<Resize>
{
    protected override void Emit(Resize op, OpStep step, StepContext context) => context.Call(
        "Resize.Forward", [context.Pointer(step.Operands[0]), context.Pointer(step.Result),
        .. ExtentText.Of(step.Operands[0], op.Axis, context), .. ResizeText.Of(op.Factor, op.Interpolation)]);
}

/// <summary>The adjoint of a stretched axis.</summary>
public sealed class ResizeGradientEmitter : OpEmitter<ResizeGradient>
{
    protected override void Emit(ResizeGradient op, OpStep step, StepContext context) => context.Call(
        "Resize.Gradient", [context.Pointer(step.Operands[0]), context.Pointer(step.Result),
        .. ExtentText.Of(step.Result, op.Axis, context), .. ResizeText.Of(op.Factor, op.Interpolation)]);
}

internal static class ResizeText
{
    public static string[] Of(int factor, Interpolation interpolation) =>
        [factor.ToString(CultureInfo.InvariantCulture), $"global::Keras.Interpolation.{interpolation}"];
}
