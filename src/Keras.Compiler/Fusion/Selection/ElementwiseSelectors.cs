using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>Element-wise ops are loops; a truth value is stored as 0 or 1.</summary>
public sealed class MapSelector : StepSelector<Map>
{
    protected override void Select(Map op, Instruction instruction, SelectionContext context) =>
        context.Add(new MapStep(op.Formula, instruction.Operands, instruction.Results, instruction.Scope));
}

/// <summary>A conversion is an element-wise step.</summary>
public sealed class CastSelector : StepSelector<Cast>
{
    protected override void Select(Cast op, Instruction instruction, SelectionContext context) =>
        context.Add(new MapStep(Convert(instruction.Operands[0].Type.DType, op.DType), instruction.Operands, instruction.Results, instruction.Scope));

    private static Formula Convert(DType from, DType to)
    {
        var x = Formula.Operand(0);
        if (to == DType.Bool && from != DType.Bool) return Formula.Apply("NotEqual", x, 0);
        if (from != DType.Float32 || to == DType.Float32) return x;
        return Formula.Select(Formula.Apply("Less", x, 0), -Formula.Apply("Floor", -x), Formula.Apply("Floor", x));
    }
}

/// <summary>Repetition is an element-wise step that reads elements more than once.</summary>
public sealed class BroadcastSelector : StepSelector<Broadcast>
{
    protected override void Select(Broadcast op, Instruction instruction, SelectionContext context) =>
        context.Add(new MapStep(Formula.Operand(0), instruction.Operands, instruction.Results, instruction.Scope));
}
