using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>A reshape copies, until a pass sees that it need not.</summary>
public sealed class ReshapeSelector : StepSelector<Reshape>
{
    protected override void Select(Reshape op, Instruction instruction, SelectionContext context) =>
        context.Add(new CopyStep(instruction.Operands, instruction.Results, instruction.Scope));
}

/// <summary>Joining along an axis.</summary>
public sealed class ConcatenateSelector : StepSelector<Concatenate>
{
    protected override void Select(Concatenate op, Instruction instruction, SelectionContext context) =>
        context.Add(new ConcatenateStep(
            op.Axis, [.. instruction.Operands.Select(_ => false)], instruction.Operands, instruction.Results, instruction.Scope));
}

/// <summary>A range of an axis is a pattern of rows.</summary>
public sealed class SliceSelector : StepSelector<Slice>
{
    protected override void Select(Slice op, Instruction instruction, SelectionContext context)
    {
        var extent = Extent.Of(instruction.Operands[0].Shape, op.Axis);
        var rows = Rows.Part(extent.Outer, op.Start * extent.Inner, op.Length * extent.Inner, extent.Length * extent.Inner);
        context.Add(new SliceStep(rows, instruction.Operands, instruction.Results, instruction.Scope));
    }
}
