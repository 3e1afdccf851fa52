namespace Keras.Compiler.Ops;

/// <summary>Removes instructions that nothing reads.</summary>
public static class DeadCode
{
    /// <summary>The program with the instructions that its outputs, loss terms, state writes and gradients need.</summary>
    public static Program RemoveDeadCode(this Program program)
    {
        var live = new HashSet<Value>(program.Outputs.Concat(program.OutputMasks.OfType<Value>()).Concat(program.LossTerms)
            .Concat(program.StateWrites.Select(write => write.Value)).Concat(program.States.Select(state => state.Next)));
        var backward = program.Backward;
        if (backward is not null)
        {
            live.UnionWith(backward.WeightGradients.Concat(backward.InputGradients).OfType<Value>());
            backward = backward with
            {
                Instructions = [.. Keep(backward.Instructions)],
                LogitCotangents = [.. backward.LogitCotangents.Select(entry => entry is not null && live.Contains(entry.Cotangent) ? entry : null)],
            };
        }
        var kept = program with { Instructions = [.. Keep(program.Instructions)], Backward = backward };
        var made = new HashSet<Value>(kept.Inputs.Concat(kept.States.Select(state => state.Value)).Concat(kept.Instructions.SelectMany(instruction => instruction.Results)));
        return kept with { LayerResults = [.. program.LayerResults.Where(result => made.Contains(result.Value))] };

        IEnumerable<Instruction> Keep(IReadOnlyList<Instruction> instructions)
        {
            var kept = new List<Instruction>();
            foreach (var instruction in instructions.Reverse())
            {
                if (!instruction.Op.HasEffect && !instruction.Results.Any(live.Contains)) continue;
                live.UnionWith(instruction.Operands);
                kept.Add(instruction);
            }
            kept.Reverse();
            return kept;
        }
    }
}
