using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>A tiled program is one step whose body is a program; weights among what its samples share keep their layout.</summary>
public sealed class TiledSelector : StepSelector<Tiled>
{
    protected override void Select(Tiled op, Instruction instruction, SelectionContext context)
    {
        var body = op.Body;
        var shared = body.Shared.Zip(instruction.Operands.Skip(body.Cut.Length), (inner, outer) => (Inner: inner, Outer: outer, Weight: context.WeightOf(outer))).ToList();
        var (weights, plain) = (shared.Where(s => s.Weight is not null).ToList(), shared.Where(s => s.Weight is null).ToList());
        var program = context.Within(
            instruction.Result.Name, [.. body.Cut, .. plain.Select(s => s.Inner)],
            [.. weights.Select(s => (s.Weight! with { Trainable = false }, s.Inner))],
            body.Instructions, [.. body.Outputs, .. body.Sums]);
        context.Add(new TiledStep(
            StepSelection.Select(program), op.Samples, body.Cut.Length, body.Outputs.Length, op.ArenaBudget,
            [.. instruction.Operands.Take(body.Cut.Length), .. plain.Select(s => s.Outer), .. weights.Select(s => s.Outer)],
            instruction.Results, instruction.Scope));
    }
}
