using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Rewriting;

/// <summary>Improves programs: those that only predict, where the weights stand still from call to call, and those that train, before they are
/// differentiated.</summary>
public static class Rewriter
{
    /// <summary>The program with less work per call.</summary>
    public static Program Rewrite(Program program, CompilerOptions options)
    {
        foreach (var pass in RewritingPipeline.For(program).Where(p => !options.DisabledPasses.Contains(p.Name)))
        {
            var list = new InstructionList(
                program.Instructions, program.Weights.Select(w => w.Value), program.Outputs.Concat(program.OutputMasks.OfType<Value>())
                    .Concat(program.LossTerms).Concat(program.StateWrites.Select(w => w.Value)).Concat(program.States.Select(s => s.Next)), program.NextId());
            RewriteTiles(list, pass);
            pass.Run(list);
            program = (program with
            {
                Instructions = list.All,
                Outputs = [.. program.Outputs.Select(list.Now)],
                OutputMasks = [.. program.OutputMasks.Select(mask => mask is null ? null : list.Now(mask))],
                LossTerms = [.. program.LossTerms.Select(list.Now)],
                StateWrites = [.. program.StateWrites.Select(write => write with { Value = list.Now(write.Value) })],
                States = [.. program.States.Select(state => state with { Next = list.Now(state.Next) })],
            }).RemoveDeadCode().VerifyInDebug();
        }
        return program;
    }

    /// <summary>A tile's program sees the same weights.</summary>
    private static void RewriteTiles(InstructionList outer, RewritingPass pass)
    {
        foreach (var instruction in outer.All.Where(i => i.Op is Tiled))
        {
            var tiled = (Tiled)instruction.Op;
            var body = tiled.Body;
            var weights = body.Shared.Where((_, i) => outer.IsOfWeights(instruction.Operands[body.Cut.Length + i]));
            var list = new InstructionList(body.Instructions, weights, body.Outputs.Concat(body.Sums), body.NextId);
            pass.Run(list);
            if (!list.HasChanged) continue;
            var rewritten = (body with
            {
                Instructions = list.All, Outputs = [.. body.Outputs.Select(list.Now)], Sums = [.. body.Sums.Select(list.Now)],
            }).WithoutDeadCode();
            outer.Replace(instruction, instruction with { Op = tiled with { Body = rewritten } });
        }
    }
}
