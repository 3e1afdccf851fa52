using Keras.Compiler.Ops;

namespace Keras.Compiler.Rewriting.Passes;

/// <summary>What several calls of a layer make of its weights alike is made once, so that they are seen to use the same.</summary>
public sealed class CommonWeights : RewritingPass
{
    public override void Run(InstructionList instructions)
    {
        var seen = new Dictionary<(Op, string), Instruction>();
        for (var i = 0; i < instructions.Count; i++)
        {
            var instruction = instructions[i];
            if (!instruction.Results.All(instructions.IsOfWeights) || instruction.Results.Any(instructions.Leaves)) continue;
            var key = (instruction.Op, string.Join(" ", instruction.Operands.Select(operand => operand.Id)));
            if (!seen.TryGetValue(key, out var earlier))
            {
                seen.Add(key, instruction);
                continue;
            }
            instructions.Replace(instruction, _ => earlier.Results);
            i--;
        }
    }
}
