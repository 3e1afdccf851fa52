using System.Globalization;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>Copies, whatever the shapes.</summary>
public sealed class CopyStepEmitter : StepEmitter<CopyStep>
{
    protected override void Emit(CopyStep step, PlannedStep planned, StepContext context) =>
        CopyText.Write(context, step.Operands[0], step.Result);
}

/// <summary>A matrix changes its layout.</summary>
public sealed class LayoutStepEmitter : StepEmitter<LayoutStep>
{
    protected override void Emit(LayoutStep step, PlannedStep planned, StepContext context)
    {
        var (inner, columns) = (context.Length(step.Result.Shape.WithoutAxis(-1).Size), context.Length(step.Result.Shape[-1]));
        if (step.Layout == WeightLayout.Panels)
            context.Call("Panels.Pack", context.Pointer(step.Operands[0]), columns, context.Pointer(step.Result), inner, columns);
        else
            context.Call("Panels.Unpack", context.Pointer(step.Operands[0]), context.Pointer(step.Result), inner, columns);
    }
}

/// <summary>What the producers have not written in place is copied.</summary>
public sealed class ConcatenateStepEmitter : StepEmitter<ConcatenateStep>
{
    protected override void Emit(ConcatenateStep step, PlannedStep planned, StepContext context)
    {
        for (var i = 0; i < step.Operands.Length; i++)
        {
            if (step.InPlace[i]) continue;
            var place = step.PlaceOf(i);
            context.Call(
                "Copy.Block", context.Pointer(step.Operands[i]), context.Stride(step.Operands[i], place.Length),
                CopyText.At(context.Pointer(step.Result), context.Length(place.Offset)), context.Length(step.RowLength(step.Result)),
                context.Length(step.RowCount), context.Length(place.Length));
        }
    }
}

/// <summary>A range of an axis.</summary>
public sealed class SliceStepEmitter : StepEmitter<SliceStep>
{
    protected override void Emit(SliceStep step, PlannedStep planned, StepContext context)
    {
        var rows = step.Result.Shape.Size.DivideExactly(step.Rows.Length) ??
            throw new OpVerificationException($"{step.Result} is no whole number of rows of {step.Rows.Length}.");
        context.Call(
            "Copy.Block", CopyText.At(context.Pointer(step.Operands[0]), context.Length(step.Rows.Offset)), context.Length(step.Rows.Stride),
            context.Pointer(step.Result), context.Length(step.Rows.Length), context.Length(rows), context.Length(step.Rows.Length));
    }
}

/// <summary>A constant before and after an axis.</summary>
public sealed class PadEmitter : OpEmitter<Pad>
{
    protected override void Emit(Pad op, OpStep step, StepContext context)
    {
        var (from, to) = (Extent.Of(step.Operands[0].Shape, op.Axis), Extent.Of(step.Result.Shape, op.Axis));
        var (target, stride, rows) = (context.Pointer(step.Result), context.Length(to.Length * to.Inner), context.Length(to.Outer));
        var (before, width) = (op.Before * to.Inner, from.Length * from.Inner);
        Fill(0, before);
        context.Call(
            "Copy.Block", context.Pointer(step.Operands[0]), context.Length(width), CopyText.At(target, context.Length(before)), stride, rows, context.Length(width));
        Fill(before + width, op.After * to.Inner);

        void Fill(Dim offset, Dim length)
        {
            if (length != 0)
                context.Call("Copy.Fill", CopyText.At(target, context.Length(offset)), stride, rows, context.Length(length), CopyText.Constant(op.Value, step.Result.Type.DType));
        }
    }
}

/// <summary>An axis from its end to its beginning.</summary>
public sealed class ReverseEmitter : OpEmitter<Reverse>
{
    protected override void Emit(Reverse op, OpStep step, StepContext context) => context.Call(
        "Copy.Reverse", [context.Pointer(step.Operands[0]), context.Pointer(step.Result), .. ExtentText.Of(step.Operands[0], op.Axis, context)]);
}

/// <summary>Axes in another order.</summary>
public sealed class TransposeEmitter : OpEmitter<Transpose>
{
    protected override void Emit(Transpose op, OpStep step, StepContext context)
    {
        List<string> arguments =
        [
            context.Pointer(step.Operands[0]), context.Pointer(step.Result),
            $"[{string.Join(", ", step.Operands[0].Shape.Dims.Select(context.Length))}]", CSharpText.List(op.Permutation),
        ];
        if (context.Plan.Types[step.Result].Rows is { IsDense: false } rows) arguments.Add(context.Length(rows.Stride));
        context.Call("Copy.Permute", [.. arguments]);
    }
}

/// <summary>Copies between values.</summary>
internal static class CopyText
{
    /// <summary>The address some elements further on.</summary>
    public static string At(string pointer, string offset) => offset == "0" ? pointer : $"{pointer} + ({offset})";

    /// <summary>A number as a literal of an element type.</summary>
    public static string Constant(double value, DType dtype) => dtype switch
    {
        DType.Float32 => CSharpText.Literal((float)value),
        DType.Int32 => CSharpText.Literal((int)value),
        _ => $"(byte){((byte)value).ToString(CultureInfo.InvariantCulture)}",
    };

    /// <summary>All elements of one value into another.</summary>
    public static void Write(StepContext context, Value from, Value to)
    {
        var rows = context.Plan.Types[from].Rows;
        var length = rows.IsDense ? from.Shape.Size : rows.Length;
        var count = from.Shape.Size.DivideExactly(length) ?? throw new OpVerificationException($"{from} is no whole number of rows of {length}.");
        context.Call(
            "Copy.Block", context.Pointer(from), context.Length(rows.IsDense ? length : rows.Stride), context.Pointer(to), context.Length(length),
            context.Length(count), context.Length(length));
    }
}
