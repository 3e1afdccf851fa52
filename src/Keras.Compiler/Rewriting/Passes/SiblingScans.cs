using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Rewriting.Passes;

/// <summary>Recurrences over the same weights that do not depend on each other, as those of a layer that is called for two inputs, run as
/// one over the samples of all: each step then reads the weights once.</summary>
public sealed class SiblingScans : RewritingPass
{
    public override void Run(InstructionList instructions)
    {
        for (var i = 0; i < instructions.Count; i++)
            while (SampleScan.Of(instructions[i]) is { } scan && Join(scan, instructions)) { }
    }

    private static bool Join(SampleScan scan, InstructionList list)
    {
        var siblings = Siblings(scan, list);
        if (siblings.Length == 1) return false;
        var (samples, carries) = (scan.Samples, scan.Scan.Body.Carries.Length);
        list.Join(siblings, builder =>
        {
            var operands = scan.Instruction.Operands.Select((operand, i) => i >= scan.Varying ? operand : StackedSamples.Of(
                builder, list, [.. siblings.Select(sibling => sibling.Operands[i])], AxisOf(i)));
            var results = builder.ApplyAll(scan.Times(siblings.Length), scan.Instruction.Result.Name, [.. operands]);
            return [.. siblings.SelectMany((sibling, place) => results.Select((result, i) =>
                builder.Slice(sibling.Results[i].Name, result, AxisOf(i), samples * place, samples)))];
        });
        return true;

        // Carries are rows; what belongs to steps has those first.
        int AxisOf(int number) => number < carries ? 0 : 1;
    }

    /// <summary>The scan and the later ones that can run with it.</summary>
    private static ImmutableArray<Instruction> Siblings(SampleScan scan, InstructionList list)
    {
        var (found, made) = (ImmutableArray.Create(scan.Instruction), new HashSet<Value>(scan.Instruction.Results));
        foreach (var instruction in list.All.SkipWhile(i => i != scan.Instruction).Skip(1))
        {
            var isLater = instruction.Operands.Any(made.Contains);
            if (isLater || scan.IsSiblingOf(instruction)) made.UnionWith(instruction.Results);
            if (!isLater && scan.IsSiblingOf(instruction)) found = found.Add(instruction);
        }
        return found;
    }
}
