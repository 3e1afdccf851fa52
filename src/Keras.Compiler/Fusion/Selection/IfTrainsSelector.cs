using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>A choice is an element-wise step.</summary>
public sealed class IfTrainsSelector : StepSelector<IfTrains>
{
    protected override void Select(IfTrains op, Instruction instruction, SelectionContext context) => context.Add(new MapStep(
        Formula.Select(new TrainsFormula(op.Layer), Formula.Operand(0), Formula.Operand(1)), instruction.Operands, instruction.Results, instruction.Scope));
}
