using System.Text;
using Keras.Compiler.Fusion.Steps;

namespace Keras.Compiler.Fusion;

/// <summary>Writes a fused program as text: a line per step.</summary>
public static class FusedPrinter
{
    public static string Print(FusedProgram program)
    {
        var text = new StringBuilder();
        text.Append(program.Source.Name).Append(program.Source.Training ? " (training)" : " (inference)").Append('\n');
        if (program.Preparation is { } preparation)
        {
            text.Append("once per version of the weights\n");
            Steps(preparation.Forward, "  ");
            text.Append("per call\n");
        }
        Steps(program.Forward, "  ");
        if (program.Backward.Length > 0) text.Append("backward\n");
        Steps(program.Backward, "  ");
        foreach (var result in program.Results.Items)
            text.Append("  ").Append(result.Kind).Append(' ').Append(result.Index).Append(" = ").Append(result.Value).Append('\n');
        return text.ToString();

        void Steps(IEnumerable<Step> steps, string indent)
        {
            foreach (var step in steps)
            {
                text.Append(indent).Append(Print(step)).Append('\n');
                if (step is INestedStep { Body: var body }) Steps(body.Forward, indent + "  ");
            }
        }
    }

    /// <summary>Such as <c>%7:dense = MatMul %0:x, %1:dense/kernel, %2:dense/bias | max(product + %2:dense/bias, 0) | (None, 64)</c>.</summary>
    public static string Print(Step step)
    {
        var details = step.Details.Length == 0 ? "" : $" | {step.Details}";
        return $"{string.Join(", ", step.Results)} = {step.Name} {string.Join(", ", step.Operands)}{details} | {string.Join(", ", step.Results.Select(r => r.Type))}";
    }
}
