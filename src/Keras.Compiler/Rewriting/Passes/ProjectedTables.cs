using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Rewriting.Passes;

/// <summary>Rows of a table that are multiplied by a kernel are rows of the table's product, which is made once: a lookup then takes the
/// place of the multiplication. What turns the rows' order around turns that of their numbers around instead.</summary>
public sealed class ProjectedTables : RewritingPass
{
    /// <summary>How many times larger than the table its products may be.</summary>
    private const long MostGrowth = 4;

    /// <summary>Multiplications that making the product may take: some 0.1 s.</summary>
    private const long MostMultiplications = 4L << 30;

    public override void Run(InstructionList instructions)
    {
        for (var i = 0; i < instructions.Count; i++)
            if (IsLookup(instructions[i], instructions)) Move(instructions[i], instructions);
    }

    private static bool IsLookup(Instruction instruction, InstructionList list) =>
        instruction.Op is Gather && instruction.Operands[0].Shape.Rank == 2 && list.IsOfWeights(instruction.Operands[0]) && !list.Leaves(instruction.Result);

    /// <summary>Moves a lookup behind what reads its rows.</summary>
    private static void Move(Instruction lookup, InstructionList list)
    {
        var (table, ids, rows) = (lookup.Operands[0], lookup.Operands[1], lookup.Result);
        var readers = list.ReadersOf(rows);
        if (readers.IsEmpty) return;
        if (readers.All(reader => Order(reader) is not null))
        {
            foreach (var reader in readers)
                list.Replace(reader, builder => Look(builder, table, Order(reader)!(builder, ids), reader));
            return;
        }
        if (readers.All(reader => KernelProduct.Of(reader, list) is { } product && IsRowProduct(product, rows)) && Pays(table, readers))
        {
            foreach (var reader in readers)
                list.Replace(reader, builder => Look(builder, builder.MatMul(reader.Operands[1].Name, table, reader.Operands[1]), ids, reader));
            return;
        }
        // What is made of a product anyway may be made a little further.
        if (list.IsWeight(table) || readers.Length != 1 || ChannelMap.Of(readers[0], rows, list) is not { } map) return;
        list.Replace(readers[0], builder => Look(builder, map.Apply(builder, table.Name, map.Formula, table), ids, readers[0]));

        Value Look(ProgramBuilder builder, Value from, Value numbers, Instruction reader) =>
            builder.Gather(reader.Result.Name, from, numbers, ((Gather)lookup.Op).Layer);

        Func<ProgramBuilder, Value, Value>? Order(Instruction reader) => reader.Op switch
        {
            Transpose { Permutation: var axes } when axes[axes.Count - 1] == axes.Count - 1 && ids.Type.DType == DType.Int32 =>
                (builder, numbers) => builder.Transpose(numbers.Name, numbers, [.. axes.Take(axes.Count - 1)]),
            Reshape { Shape: var shape } when shape.Rank > 0 && shape[-1] == table.Shape[1] =>
                (builder, numbers) => builder.Reshape(numbers.Name, numbers, shape.WithoutAxis(-1)),
            _ => null,
        };
    }

    private static bool IsRowProduct(KernelProduct product, Value rows) => product.Instruction.Op is DotGeneral && product.X == rows;

    private static bool Pays(Value table, ImmutableArray<Instruction> products)
    {
        var columns = products.Sum(product => product.Operands[1].Shape[1].Value);
        return columns <= MostGrowth * table.Shape[1].Value && table.Shape.Size.Value * columns <= MostMultiplications;
    }
}
