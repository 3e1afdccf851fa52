using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Rewriting.Passes;

/// <summary>Rows of a table that go into products alone are multiplied once each, however often a batch names them: the lookup first finds
/// the different numbers. Their adjoints follow: gradients of equal rows are summed before they are multiplied.</summary>
public sealed class DistinctRows : RewritingPass
{
    public override void Run(InstructionList instructions)
    {
        var count = 0;
        for (var i = 0; i < instructions.Count; i++)
        {
            if (RowLookup.Of(instructions[i], instructions) is not { } lookup) continue;
            if (lookup.Table.Shape[0].IsCounted) Move(lookup);
            else if (instructions.IsWeight(lookup.Table) && !lookup.Ids.Shape.Size.IsCounted && Pays(lookup, ColumnsOf(lookup.Rows, instructions)))
                Divide(lookup, count++);
        }
    }

    /// <summary>Looks the different rows up, and then among those.</summary>
    private static void Divide(RowLookup lookup, int number) => lookup.List.Replace(lookup.Instruction, builder =>
    {
        var (name, layer) = (lookup.Rows.Name, ((Gather)lookup.Instruction.Op).Layer);
        var found = builder.ApplyAll(new Distinct(number, checked((int)lookup.Table.Shape[0].Value), layer), lookup.Ids.Name + "_distinct", lookup.Ids);
        return builder.Gather(name, builder.Gather(name, lookup.Table, found[0], layer), found[1], layer);
    });

    /// <summary>Moves a lookup among different rows behind what reads it; a loss may want what ends the program as it is.</summary>
    private static void Move(RowLookup lookup)
    {
        if (lookup.MoveBehindOrders()) return;
        var products = RowLookup.ProductsOf(lookup.Rows, lookup.List);
        if (!products.IsEmpty) lookup.MoveBehind(products);
        else if (!lookup.List.ReadersOf(lookup.Rows).Any(reader => lookup.List.Leaves(reader.Result))) lookup.MoveBehindMap();
    }

    /// <summary>Columns of all products that rows go into, in whatever order; 0 where they go elsewhere.</summary>
    private static long ColumnsOf(Value rows, InstructionList list)
    {
        var readers = list.ReadersOf(rows);
        if (readers.IsEmpty || list.Leaves(rows)) return 0;
        if (!readers.All(reader => RowLookup.IsOrder(reader, rows.Shape[-1])))
            return RowLookup.ProductsOf(rows, list).Sum(product => product.Operands[1].Shape[1].Value);
        var columns = readers.Select(reader => ColumnsOf(reader.Result, list)).ToList();
        return columns.Contains(0) ? 0 : columns.Sum();
    }

    /// <summary>What is copied for each id is then a row of the products. That is never more where these are not wider than the table; where
    /// they are, the ids must repeat themselves.</summary>
    private static bool Pays(RowLookup lookup, long columns)
    {
        const long plausibleLength = 32, leastRepetition = 4;
        var (rows, width) = (lookup.Table.Shape[0].Value, lookup.Table.Shape[1].Value);
        return columns > 0 && (columns <= width || leastRepetition * rows <= lookup.Ids.Shape.Size.Evaluate(_ => plausibleLength));
    }
}
