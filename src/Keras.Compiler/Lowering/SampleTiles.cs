using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Lowering;

/// <summary>Runs a part of a program over tiles of its samples, where what it computes for one of them is large: the memory then does not
/// grow with their number. In training the backward pass computes a tile's values again.</summary>
/// <param name="options">May switch it off by its name.</param>
internal sealed class SampleTiles(CompilerOptions options)
{
    /// <summary>Lengths that are not known are taken for this one.</summary>
    private const long PlausibleLength = 32;

    /// <summary>A tile while its program is written.</summary>
    /// <param name="Builder">Takes its instructions.</param>
    /// <param name="Inputs">The inputs of the tile's samples.</param>
    /// <param name="Masks">Their masks, or null each.</param>
    /// <param name="Whole">Inputs and masks of all samples, in the order of the tile's.</param>
    internal sealed record Draft(ProgramBuilder Builder, ImmutableArray<Value> Inputs, ImmutableArray<Value?> Masks, ImmutableArray<Value> Whole)
    {
        public IEnumerable<Value> Cut => Inputs.Concat(Masks.OfType<Value>());
    }

    /// <summary>Begins the program of a tile of these inputs.</summary>
    public Draft Begin(ProgramBuilder outer, ImmutableArray<Value> inputs, ImmutableArray<Value?> masks)
    {
        var builder = new ProgramBuilder(outer.NextId) { Scope = outer.Scope };
        return new(builder, [.. inputs.Select(Cut)], [.. masks.Select(mask => mask is null ? null : Cut(mask))], [.. inputs, .. masks.OfType<Value>()]);

        Value Cut(Value value) => builder.Declare(value.Type with { Shape = value.Shape.WithAxis(0, TileBody.Length) }, value.Name);
    }

    /// <summary>Appends the tiled program; null where it is no better than one over all samples.</summary>
    /// <param name="outer">The program around.</param>
    /// <param name="draft">The tile.</param>
    /// <param name="outputs">What is wanted of it.</param>
    /// <param name="training">Whether it is differentiated, so that its values would be kept.</param>
    public ImmutableArray<Value>? End(ProgramBuilder outer, Draft draft, ImmutableArray<Value> outputs, bool training)
    {
        var instructions = draft.Builder.TakeInstructions();
        if (options.DisabledPasses.Contains(nameof(SampleTiles)) || draft.Whole[0].Shape[0] == 1) return null;
        if (outputs.Any(output => output.Shape.Rank == 0 || output.Shape[0] != TileBody.Length)) return null;
        // A program within a step of the tile does not know the tile.
        if (instructions.Any(instruction => instruction.Op.Inner.Any())) return null;
        if (instructions.Sum(BytesPerSample) < (training ? options.Tiles.LargeKeptSample : options.Tiles.LargeSample)) return null;

        var defined = new HashSet<Value>(draft.Cut.Concat(instructions.SelectMany(instruction => instruction.Results)));
        var free = instructions.SelectMany(instruction => instruction.Operands).Where(operand => !defined.Contains(operand))
            .Distinct().OrderBy(value => value.Id).ToList();
        var builder = new ProgramBuilder(draft.Builder.NextId);
        var shared = free.ToDictionary(value => value, value => builder.Declare(value.Type, value.Name));
        var body = new TileBody(
            [.. draft.Cut], [.. free.Select(value => shared[value])],
            [.. instructions.Select(instruction => instruction with
            {
                Operands = [.. instruction.Operands.Select(operand => shared.TryGetValue(operand, out var inner) ? inner : operand)],
            })],
            outputs, []);
        return outer.ApplyAll(
            new Tiled(body.WithoutDeadCode(), draft.Whole[0].Shape[0], options.Tiles.ArenaBudget), outputs[0].Name, [.. draft.Whole, .. free]);
    }

    /// <summary>What one sample adds to the memory of a program over all samples.</summary>
    private static long BytesPerSample(Instruction instruction) => instruction.Op.IsView ? 0 : instruction.Results.Sum(result =>
        Size(result, 1) - Size(result, 0));

    private static long Size(Value value, long tile) =>
        value.Shape.Size.Evaluate(symbol => symbol == TileBody.Symbol ? tile : PlausibleLength) * (value.Type.DType is DType.Float32 or DType.Int32 ? sizeof(float) : 1);
}
