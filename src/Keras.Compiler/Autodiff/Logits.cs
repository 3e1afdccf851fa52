using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Autodiff;

/// <summary>Gives the logits of outputs a value of their own, where a loss may hand over its gradient.</summary>
internal static class Logits
{
    /// <summary>Parts <c>sigmoid(f)</c>, where an output is made by it, into <c>f</c> and the plain sigmoid. Fusion joins them again.</summary>
    public static Program Expose(Program program)
    {
        var builder = new ProgramBuilder(program.NextId());
        return program with
        {
            Instructions = [.. program.Instructions.SelectMany(instruction =>
                program.Outputs.Contains(instruction.Result) && LogitsOf(instruction.Op) is { } logits
                    ? Part(builder, instruction, logits)
                    : [instruction])],
        };
    }

    private static Formula? LogitsOf(Op op) =>
        op is Map { Formula: FunctionFormula { Function: "Sigmoid", Arguments: [FunctionFormula logits] }, Result: DType.Float32 } ? logits : null;

    private static ImmutableArray<Instruction> Part(ProgramBuilder builder, Instruction instruction, Formula formula)
    {
        builder.Scope = instruction.Scope;
        var logits = builder.Map(instruction.Result.Name + "_logits", formula, [.. instruction.Operands]);
        var activation = new Map(Apply("Sigmoid", Operand(0)), DType.Float32);
        return [.. builder.TakeInstructions(), instruction with { Op = activation, Operands = [logits] }];
    }
}
