using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>Element-wise steps that feed element-wise steps become one expression. One that is cheap is computed again in each of its
/// readers, if that spares its memory and keeps nothing else longer.</summary>
public sealed class MapChains : FusionPass
{
    private const int MostOperands = 8;
    private const int MostParts = 120;

    public override void Run(StepList steps)
    {
        // Two readers that become one may leave a third step with a single reader.
        while (RunOnce(steps)) { }
    }

    private static bool RunOnce(StepList steps)
    {
        var changed = false;
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not MapStep map || steps.Leaves(map.Result)) continue;
            var readers = steps.ReadersOf(map.Result).ToList();
            var isOwned = readers.Count == 1 && steps.IsBackward(readers[0]) == steps.IsBackward(position);
            if (!isOwned && !IsFree(steps, position, map, readers)) continue;
            if (!readers.All(r => steps[r] is MapStep reader && Fits(map, reader))) continue;
            // What is made of weights is not made anew in each call.
            if (steps.IsPrepared(position) && !readers.All(steps.IsPrepared)) continue;
            foreach (var reader in readers) steps.Replace(reader, Merge(map, (MapStep)steps[reader]!));
            steps.Remove(position);
            changed = true;
        }
        return changed;
    }

    /// <summary>Whether every reader may compute the value itself: constants always, cheap expressions over what is in memory anyway.</summary>
    private static bool IsFree(StepList steps, int position, MapStep map, List<int> readers) =>
        map.Formula.IsConstant() || (map.Formula.IsCheap() && map.Operands.All(operand =>
            steps.ProducerOf(operand) < 0 || steps.ReadersOf(operand).Where(r => r != position).DefaultIfEmpty(-1).Max() >= readers[readers.Count - 1]));

    private static bool Fits(MapStep map, MapStep reader)
    {
        if (reader.Operands.Union(map.Operands).Count() - 1 > MostOperands) return false;
        var uses = reader.Formula.Parts().Count(p => p is OperandFormula o && reader.Operands[o.Index] == map.Result);
        if (reader.Formula.Parts().Count() + (uses * map.Formula.Parts().Count()) > MostParts) return false;
        if (map.Formula.IsConstant() || map.Result.Shape == reader.Result.Shape) return true;
        // Through a broadcast each element would be computed again and again.
        return map.Formula.IsCheap() && map.Formula.Parts().Count() <= 3;
    }

    private static MapStep Merge(MapStep map, MapStep reader)
    {
        var operands = reader.Operands.Where(o => o != map.Result).Concat(map.Operands).Distinct().ToImmutableArray();
        var inner = map.Formula.Substitute(i => Formula.Operand(operands.IndexOf(map.Operands[i])));
        var formula = reader.Formula.Substitute(i =>
            reader.Operands[i] == map.Result ? inner : Formula.Operand(operands.IndexOf(reader.Operands[i])));
        return reader with { Formula = formula.Simplify(), Operands = operands };
    }
}
