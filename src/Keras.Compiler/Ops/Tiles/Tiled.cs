using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Runs a program over a leading axis of samples that do not depend on each other, a tile of them at a time: what it computes on
/// the way exists for one tile only. Operands: what is cut into tiles, then what all samples share. Results: the outputs of all samples,
/// then the sums over all tiles. The adjoint runs the program of each tile again and goes back through it.</summary>
/// <param name="Body">The program of one tile.</param>
/// <param name="Samples">Length of the leading axis.</param>
/// <param name="ArenaBudget">Bytes of memory that a tile is to keep to; one of a single sample may take more.</param>
public sealed record Tiled(TileBody Body, Dim Samples, long ArenaBudget) : Op
{
    public override string Attributes => $"{Samples} samples";

    public override Cost Cost => Cost.Compute;

    public override Kept Keeps => Kept.Operands;

    public override IEnumerable<Instruction> Inner => Body.Instructions;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        Body.Verify();
        var expected = Body.Cut.Select(cut => All(cut.Type)).Concat(Body.Shared.Select(shared => shared.Type)).ToList();
        if (operands.Length != expected.Count)
            throw new OpVerificationException($"{this} takes {expected.Count} operands, not {operands.Length}.");
        for (var i = 0; i < operands.Length; i++)
            if (operands[i].DType != expected[i].DType || !operands[i].Shape.Agrees(expected[i].Shape))
                throw new OpVerificationException($"{this} takes {expected[i]} as operand {i}, not {operands[i]}.");
        return [.. Body.Outputs.Select(output => All(output.Type)), .. Body.Sums.Select(sum => sum.Type)];
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        var parameters = Body.Cut.Concat(Body.Shared).ToList();
        var wanted = ReverseWalk.Dependents(parameters.Where((_, i) => context.Wanted[i]), Body.Instructions);
        var builder = new ProgramBuilder(Body.NextId);
        var walk = new ReverseWalk(builder, wanted);
        var (cut, operands) = (Body.Cut.ToBuilder(), context.Operands.Take(Body.Cut.Length).ToList());
        for (var i = 0; i < Body.Outputs.Length; i++)
        {
            if (context.Cotangents[i] is not { } cotangent || !wanted.Contains(Body.Outputs[i])) continue;
            var entry = builder.Declare(Body.Outputs[i].Type, Body.Outputs[i].Name + "_cotangent");
            walk.Accumulate(Body.Outputs[i], entry);
            cut.Add(entry);
            operands.Add(cotangent);
        }
        foreach (var instruction in Body.Instructions.Reverse()) walk.Step(instruction);

        var gradients = parameters.Select((parameter, i) => context.Wanted[i] ? walk.Cotangent(parameter) : null).ToList();
        var (outputs, sums) = (gradients.Take(Body.Cut.Length).OfType<Value>().ToImmutableArray(), gradients.Skip(Body.Cut.Length).OfType<Value>().ToImmutableArray());
        if (outputs.IsEmpty && sums.IsEmpty) return [.. gradients];
        var adjoint = new TileBody(
            cut.ToImmutable(), Body.Shared, [.. walk.Forward(Body.Instructions), .. builder.TakeInstructions()], outputs, sums).WithoutDeadCode();
        var name = context.Operands.Zip(gradients, (operand, gradient) => (operand, gradient)).First(pair => pair.gradient is not null).operand.GradientName();
        var results = context.Builder.ApplyAll(
            this with { Body = adjoint }, name, [.. operands, .. context.Operands.Skip(Body.Cut.Length)]);
        var next = 0;
        return [.. gradients.Select(gradient => gradient is null ? null : results[next++])];
    }

    /// <summary>The type with all samples in place of those of a tile.</summary>
    private TensorType All(TensorType tile) => tile with { Shape = tile.Shape.WithAxis(0, Samples) };
}

/// <summary>The program of one tile, over values of its own.</summary>
/// <param name="Cut">Parameters whose leading axis is cut into tiles.</param>
/// <param name="Shared">Parameters that are whole for each tile.</param>
/// <param name="Instructions">In order of execution.</param>
/// <param name="Outputs">Results whose leading axis is the tile's samples.</param>
/// <param name="Sums">Results that are added up over all tiles.</param>
public sealed record TileBody(
    ImmutableArray<Value> Cut,
    ImmutableArray<Value> Shared,
    ImmutableArray<Instruction> Instructions,
    ImmutableArray<Value> Outputs,
    ImmutableArray<Value> Sums)
{
    /// <summary>Name of the number of samples in a tile.</summary>
    public const string Symbol = "tile";

    /// <summary>Number of samples in a tile.</summary>
    public static Dim Length { get; } = Dim.Symbol(Symbol);

    /// <summary>A number above that of every value.</summary>
    public int NextId =>
        1 + Cut.Concat(Shared).Concat(Instructions.SelectMany(instruction => instruction.Results)).Select(value => value.Id).DefaultIfEmpty(-1).Max();

    /// <summary>The program without the instructions that none of its results needs.</summary>
    public TileBody WithoutDeadCode()
    {
        var live = new HashSet<Value>(Outputs.Concat(Sums));
        var kept = new List<Instruction>();
        foreach (var instruction in Instructions.Reverse())
        {
            if (!instruction.Results.Any(live.Contains)) continue;
            live.UnionWith(instruction.Operands);
            kept.Insert(0, instruction);
        }
        return this with { Instructions = [.. kept] };
    }

    /// <summary>Throws where the program reads what it does not define, or gives outputs that are not the tile's.</summary>
    public void Verify()
    {
        var defined = new HashSet<Value>(Cut.Concat(Shared));
        foreach (var instruction in Instructions)
        {
            foreach (var operand in instruction.Operands) Require(defined.Contains(operand), $"{instruction.Print()} reads {operand}, which nothing defines");
            foreach (var result in instruction.Results) Require(defined.Add(result), $"{result} is defined twice");
        }
        foreach (var value in Outputs.Concat(Sums)) Require(defined.Contains(value), $"{value} leaves the tile, but nothing defines it");
        foreach (var value in Cut.Concat(Outputs))
            Require(value.Shape.Rank > 0 && value.Shape[0] == Length, $"{value} of shape {value.Shape} has no samples of the tile");

        static void Require(bool holds, string fault)
        {
            if (!holds) throw new OpVerificationException($"A tile's program is unsound: {fault}.");
        }
    }
}
