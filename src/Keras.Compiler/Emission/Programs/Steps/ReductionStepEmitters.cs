using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>Elements combined along axes.</summary>
public sealed class ReduceStepEmitter : StepEmitter<ReduceStep>
{
    protected override void Emit(ReduceStep step, PlannedStep planned, StepContext context)
    {
        List<string> arguments = [context.Pointer(step.Operands[0]), context.Pointer(step.Result), .. ExtentText.Of(step.Extent, context)];
        if (step.AccumulatesInto >= 0) arguments.Add("accumulate: true");
        context.Call($"Reduce.{step.Kind}", [.. arguments]);
    }
}

/// <summary>Mean and variance, or the moving ones of a layer that does not train.</summary>
public sealed class MomentsStepEmitter : StepEmitter<MomentsStep>
{
    protected override void Emit(MomentsStep step, PlannedStep planned, StepContext context)
    {
        if (step.Layer is null)
        {
            Compute();
            return;
        }
        using (context.Body.Block($"if ({context.Trains(step.Layer)})")) Compute();
        using (context.Body.Block("else"))
        {
            for (var i = 0; i < step.Results.Length; i++)
                CopyText.Write(context, step.Operands[i + 1], step.Results[i]);
        }

        void Compute() => context.Call(
            "Moments.Compute",
            [context.Pointer(step.Operands[0]), context.Pointer(step.Results[0]), context.Pointer(step.Results[1]), .. ExtentText.Of(step.Extent, context)]);
    }
}

/// <summary>Arguments of kernels that work along neighbouring axes.</summary>
internal static class ExtentText
{
    public static string[] Of(Extent extent, StepContext context) =>
        [context.Length(extent.Outer), context.Length(extent.Length), context.Length(extent.Inner)];

    public static string[] Of(Value value, int axis, StepContext context) => Of(Extent.Of(value.Shape, axis), context);
}

/// <summary>Kernels along one axis: pointers of operands and result, then outer, length and inner.</summary>
public abstract class AxisOpEmitter<TOp> : OpEmitter<TOp> where TOp : Op
{
    /// <summary>Class and method.</summary>
    protected abstract string Kernel { get; }

    protected abstract int AxisOf(TOp op, Value value);

    protected sealed override void Emit(TOp op, OpStep step, StepContext context) => context.Call(
        Kernel,
        [.. step.Operands.Select(context.Pointer), context.Pointer(step.Result), .. ExtentText.Of(step.Operands[0], AxisOf(op, step.Operands[0]), context)]);
}

public sealed class SoftmaxEmitter : AxisOpEmitter<Softmax>
{
    protected override string Kernel => "Softmax.Forward";

    protected override int AxisOf(Softmax op, Value value) => op.Axis;
}

public sealed class SoftmaxGradientEmitter : AxisOpEmitter<SoftmaxGradient>
{
    protected override string Kernel => "Softmax.Gradient";

    protected override int AxisOf(SoftmaxGradient op, Value value) => op.Axis;
}

public sealed class LogSoftmaxEmitter : AxisOpEmitter<LogSoftmax>
{
    protected override string Kernel => "LogSoftmax.Forward";

    protected override int AxisOf(LogSoftmax op, Value value) => op.Axis;
}

public sealed class LogSoftmaxGradientEmitter : AxisOpEmitter<LogSoftmaxGradient>
{
    protected override string Kernel => "LogSoftmax.Gradient";

    protected override int AxisOf(LogSoftmaxGradient op, Value value) => op.Axis;
}

public sealed class SparsemaxEmitter : AxisOpEmitter<Sparsemax>
{
    protected override string Kernel => "Sparsemax.Forward";

    protected override int AxisOf(Sparsemax op, Value value) => value.Shape.Rank - 1;
}

public sealed class SparsemaxGradientEmitter : AxisOpEmitter<SparsemaxGradient>
{
    protected override string Kernel => "Sparsemax.Gradient";

    protected override int AxisOf(SparsemaxGradient op, Value value) => value.Shape.Rank - 1;
}

public sealed class LogSumExpEmitter : AxisOpEmitter<LogSumExp>
{
    protected override string Kernel => "LogSumExp.Forward";

    protected override int AxisOf(LogSumExp op, Value value) => op.Axis;
}
