using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>Looking rows up.</summary>
public sealed class GatherSelector : StepSelector<Gather>
{
    protected override void Select(Gather op, Instruction instruction, SelectionContext context) =>
        context.Add(new GatherStep(op.Layer, instruction.Operands, instruction.Results, instruction.Scope));
}

/// <summary>Finding different row numbers.</summary>
public sealed class DistinctSelector : StepSelector<Distinct>
{
    protected override void Select(Distinct op, Instruction instruction, SelectionContext context) =>
        context.Add(new DistinctStep(op.Number, op.Rows, op.Layer, instruction.Operands, instruction.Results, instruction.Scope));
}

/// <summary>Adding rows up by number.</summary>
public sealed class ScatterAddSelector : StepSelector<ScatterAdd>
{
    protected override void Select(ScatterAdd op, Instruction instruction, SelectionContext context) =>
        context.Add(new ScatterAddStep(op.Layer, instruction.Operands, instruction.Results, instruction.Scope));
}
