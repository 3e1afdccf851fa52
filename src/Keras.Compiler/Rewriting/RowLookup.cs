using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Rewriting;

/// <summary>A lookup of rows of a matrix. What its readers do to each row for itself can be done to the rows of the matrix: the lookup then
/// comes after it.</summary>
/// <param name="Instruction">The lookup.</param>
/// <param name="List">The program.</param>
internal sealed record RowLookup(Instruction Instruction, InstructionList List)
{
    public Value Table => Instruction.Operands[0];

    public Value Ids => Instruction.Operands[1];

    public Value Rows => Instruction.Result;

    /// <summary>What an instruction is as such a lookup, whose rows nobody wants but other instructions; null where it is none.</summary>
    public static RowLookup? Of(Instruction instruction, InstructionList list) =>
        instruction.Op is Gather && instruction.Operands[0].Shape.Rank == 2 && !list.Leaves(instruction.Result) ? new(instruction, list) : null;

    /// <summary>Whether an instruction only puts rows of this length into another order.</summary>
    public static bool IsOrder(Instruction instruction, Dim width) => instruction.Op switch
    {
        Transpose { Permutation: var axes } => axes[axes.Count - 1] == axes.Count - 1,
        Reshape { Shape: var shape } => shape.Rank > 0 && shape[-1] == width,
        _ => false,
    };

    /// <summary>The products of rows with kernels that alone read a value; none where something else does.</summary>
    public static ImmutableArray<Instruction> ProductsOf(Value rows, InstructionList list)
    {
        var readers = list.ReadersOf(rows);
        return readers.All(reader => KernelProduct.Of(reader, list) is { } product && reader.Op is DotGeneral && product.X == rows) ? readers : [];
    }

    /// <summary>Where all readers put the rows into another order, puts the ids into it instead.</summary>
    public bool MoveBehindOrders()
    {
        var readers = List.ReadersOf(Rows);
        if (readers.IsEmpty || Ids.Type.DType != DType.Int32 || !readers.All(reader => IsOrder(reader, Table.Shape[1]))) return false;
        foreach (var reader in readers)
            List.Replace(reader, builder => Look(builder, Table, Reorder(builder, reader.Op), reader));
        return true;
    }

    /// <summary>Multiplies the table in place of the rows.</summary>
    /// <param name="products">All readers.</param>
    public void MoveBehind(ImmutableArray<Instruction> products)
    {
        foreach (var product in products)
            List.Replace(product, builder => Look(builder, builder.MatMul(product.Operands[1].Name, Table, product.Operands[1]), Ids, product));
    }

    /// <summary>Where one element-wise operation reads the rows, does it to those of the table.</summary>
    public void MoveBehindMap()
    {
        if (List.ReadersOf(Rows) is not [var reader] || ChannelMap.Of(reader, Rows, List) is not { } map) return;
        List.Replace(reader, builder => Look(builder, map.Apply(builder, Table.Name, map.Formula, Table), Ids, reader));
    }

    private Value Look(ProgramBuilder builder, Value from, Value ids, Instruction reader) =>
        builder.Gather(reader.Result.Name, from, ids, ((Gather)Instruction.Op).Layer);

    private Value Reorder(ProgramBuilder builder, Op order) => order is Transpose { Permutation: var axes }
        ? builder.Transpose(Ids.Name, Ids, [.. axes.Take(axes.Count - 1)])
        : builder.Reshape(Ids.Name, Ids, ((Reshape)order).Shape.WithoutAxis(-1));
}
