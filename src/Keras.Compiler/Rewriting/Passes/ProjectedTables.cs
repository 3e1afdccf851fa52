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
            if (RowLookup.Of(instructions[i], instructions) is { } lookup && instructions.IsOfWeights(lookup.Table)) Move(lookup);
    }

    /// <summary>Moves a lookup behind what reads its rows.</summary>
    private static void Move(RowLookup lookup)
    {
        if (lookup.MoveBehindOrders()) return;
        var products = RowLookup.ProductsOf(lookup.Rows, lookup.List);
        if (!products.IsEmpty && Pays(lookup.Table, products)) lookup.MoveBehind(products);
        // What is made of a product anyway may be made a little further.
        else if (!lookup.List.IsWeight(lookup.Table)) lookup.MoveBehindMap();
    }

    private static bool Pays(Value table, ImmutableArray<Instruction> products)
    {
        var columns = products.Sum(product => product.Operands[1].Shape[1].Value);
        return columns <= MostGrowth * table.Shape[1].Value && table.Shape.Size.Value * columns <= MostMultiplications;
    }
}
