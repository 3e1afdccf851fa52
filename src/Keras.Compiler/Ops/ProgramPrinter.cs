using System.Globalization;
using System.Text;

namespace Keras.Compiler.Ops;

/// <summary>Programs as text, one instruction a line: <c>%3:dense1 = Map{max(x0 + x1, 0)}(%1, %2) : (None, 64)</c>. The text depends on
/// the program alone; tests compare it.</summary>
public static class ProgramPrinter
{
    /// <summary>The whole program.</summary>
    public static string Print(this Program program)
    {
        var text = new StringBuilder();
        Line($"program {program.Name}{(program.Training ? ", training" : "")}");
        foreach (var input in program.Inputs) Line($"input {Declaration(input)}");
        foreach (var (weight, value) in program.Weights)
            Line($"weight {Declaration(value)}{(weight.Trainable ? "" : ", not trainable")}{(weight.Layout == WeightLayout.RowMajor ? "" : ", " + weight.Layout.ToString().ToLowerInvariant())}");
        foreach (var state in program.States) Line($"state {Declaration(state.Value)}");
        Instructions(program.Instructions);
        for (var i = 0; i < program.Outputs.Length; i++)
            Line($"output {program.Outputs[i]}{(program.OutputMasks.ElementAtOrDefault(i) is { } mask ? $" masked by {mask}" : "")}");
        foreach (var term in program.LossTerms) Line($"loss term {term}");
        foreach (var write in program.StateWrites) Line($"write {write.Value} to {program.Weights[write.Weight].Weight.Path} if {write.Layer} trains");
        foreach (var state in program.States) Line($"keep {state.Next} as {state.Layer}/{state.Name}");
        if (program.Backward is { } backward) Backward(backward);
        return text.ToString();

        void Backward(BackwardProgram backward)
        {
            Line("backward");
            foreach (var cotangent in backward.Cotangents) Line($"cotangent {Declaration(cotangent)}");
            foreach (var entry in backward.LogitCotangents)
                if (entry is not null) Line($"or from below {entry.Activation.ToString().ToLowerInvariant()} {entry.Cotangent} of {entry.Logits}");
            Instructions(backward.Instructions);
            for (var i = 0; i < program.Weights.Length; i++)
                if (backward.WeightGradients[i] is { } gradient) Line($"gradient of {program.Weights[i].Weight.Path} {gradient}");
            for (var i = 0; i < program.Inputs.Length; i++)
                if (backward.InputGradients[i] is { } gradient) Line($"gradient of {program.Inputs[i].Name} {gradient}");
        }

        void Instructions(IEnumerable<Instruction> instructions)
        {
            var scope = Scope.None;
            foreach (var instruction in instructions)
            {
                if (instruction.Scope != scope && instruction.Scope != Scope.None)
                    Line($"# {instruction.Scope.Path}{(instruction.Scope.Node == 0 ? "" : $" (call {Number(instruction.Scope.Node + 1)})")}: {instruction.Scope.Description}");
                scope = instruction.Scope;
                Step(instruction, "  ");
            }
        }

        void Step(Instruction instruction, string indent)
        {
            Line(indent + instruction.Print());
            foreach (var inner in instruction.Op.Inner) Step(inner, indent + "  ");
            if (instruction.Op is Scan { Body: var body })
                Line($"{indent}  from {string.Join(", ", body.Parameters)} to {string.Join(", ", body.NewCarries)} | {string.Join(", ", body.Outputs)}");
        }

        void Line(string line) => text.Append(line).Append('\n');
    }

    /// <summary>One instruction.</summary>
    public static string Print(this Instruction instruction) =>
        $"{string.Join(", ", instruction.Results)} = {instruction.Op}({string.Join(", ", instruction.Operands.Select(o => "%" + Number(o.Id)))}) : " +
        string.Join(", ", instruction.Results.Select(result => result.Type));

    private static string Declaration(Value value) => $"{value} : {value.Type}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
