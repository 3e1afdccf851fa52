using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The product of the inputs. Where a mask drops an entry of an input it counts as 1; where masks drop all, the product is 0.</summary>
public sealed class MultiplyDefinition : MergeDefinition<MultiplyAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Multiply")];

    public override ImmutableArray<LayerOperator> Operators => [new("*", OperatorForm.Tensors, "multiply")];

    protected override Formula Combine(IReadOnlyList<Formula> inputs) => inputs.Aggregate((left, right) => left * right);

    protected override Value Lower(MultiplyAttribute layer, LayerLowering call)
    {
        if (call.Masks.All(mask => mask is null)) return base.Lower(layer, call);
        var operands = Merge.Operands(call).ToList();
        var masks = new List<Formula>();
        var factors = operands.Select((_, i) => (Formula)Formula.Operand(i)).ToList();
        var given = Merge.OperandMasks(call);
        for (var i = 0; i < factors.Count; i++)
            if (given[i] is { } mask)
            {
                masks.Add(Formula.Operand(operands.Count));
                operands.Add(mask);
                factors[i] = Formula.Select(masks[masks.Count - 1], factors[i], 1);
            }
        var product = Combine(factors);
        var result = masks.Count < factors.Count
            ? product
            : Formula.Select(masks.Aggregate((left, right) => Formula.Apply("Or", left, right)), product, 0);
        return call.Builder.Map(call.LayerPath, result, [.. operands]);
    }
}
