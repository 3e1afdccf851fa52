using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Fusion;

/// <summary>Checks what every fused program must keep to. A failure is a fault of the compiler.</summary>
public static class FusedVerifier
{
    /// <param name="after">The pass that has just run, for the message.</param>
    public static void Verify(FusedProgram program, string after)
    {
        var defined = new HashSet<Value>(program.Given);
        var replaced = new HashSet<Value>();
        foreach (var step in program.Steps)
        {
            foreach (var operand in step.Operands)
            {
                if (!defined.Contains(operand)) throw Fault(after, step, $"reads {operand} before it is defined");
                if (replaced.Contains(operand)) throw Fault(after, step, $"reads {operand} after a kernel added to it in place");
            }
            foreach (var result in step.Results)
                if (!defined.Add(result)) throw Fault(after, step, $"defines {result} a second time");
            if (step.AccumulatesInto >= 0) replaced.Add(step.Operands[step.AccumulatesInto]);
            VerifyFormula(after, step);
            if (step.Fault is { } fault) throw Fault(after, step, fault);
        }
        foreach (var result in program.Results.Items)
            if (!defined.Contains(result.Value) || replaced.Contains(result.Value))
                throw new OpVerificationException($"After {after}: {result.Kind} {result.Index} is {result.Value}, which nothing defines or something replaced.");
    }

    private static void VerifyFormula(string after, Step step)
    {
        var (formulas, operands) = StepFormulas.Of(step);
        foreach (var part in formulas.SelectMany(formula => formula.Parts()))
            if (part is OperandFormula operand && (operand.Index < 0 || operand.Index >= operands))
                throw Fault(after, step, $"has no operand {operand.Index}");
    }

    private static OpVerificationException Fault(string after, Step step, string what) => new($"After {after}: step '{FusedPrinter.Print(step)}' {what}.");
}
