using System.Collections.Immutable;
using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A product of a whole sequence that only a loop reads is made within the loop, a chunk of steps at a time: they find it in a near
/// cache, and no more of it takes memory. So may several that are joined sample by sample. A matrix that is too large for that cache is not
/// read anew for each chunk.</summary>
public sealed class ChunkedProducts : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not ScanStep scan || steps.IsBackward(position)) continue;
            for (var sequence = 0; sequence < scan.Sequences; sequence++)
            {
                var made = scan.Operands[scan.Carries + sequence];
                if (scan.Operands.Count(operand => operand == made) > 1 || made.Shape.Size is { IsKnown: true, Value: <= ScanStep.ChunkFloats }) continue;
                if (ProductsOf(made, position, steps) is not { } products) continue;
                scan = scan.Making(sequence, products);
                foreach (var value in products.Select(product => product.Result).Append(made).Distinct()) steps.Remove(steps.ProducerOf(value));
                steps.Replace(position, scan);
            }
        }
    }

    /// <summary>The products that a value consists of, if nothing else reads them.</summary>
    private static ImmutableArray<TurnedMatMulStep>? ProductsOf(Value value, int reader, StepList steps)
    {
        if (!steps.IsOnlyReader(value, reader)) return null;
        switch (steps.StepOf(value))
        {
            case TurnedMatMulStep product when product.Panels.Shape.Size is { IsKnown: true, Value: <= CacheSizes.SecondLevel }:
                return [product];
            case ConcatenateStep { Axis: 1 } join when join.Operands.Distinct().Count() == join.Operands.Length:
                var parts = join.Operands.Select(part => ProductsOf(part, steps.ProducerOf(value), steps)).ToList();
                return parts.Contains(null) ? null : [.. parts.SelectMany(part => part!.Value)];
            default:
                return null;
        }
    }
}
