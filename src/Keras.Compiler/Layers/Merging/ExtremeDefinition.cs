using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The greatest or least of the inputs, of those that their masks keep.</summary>
public abstract class ExtremeDefinition<TAttribute> : MergeDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    /// <summary>The element function of two arguments.</summary>
    protected abstract string Function { get; }

    protected sealed override Formula Combine(IReadOnlyList<Formula> inputs) =>
        inputs.Aggregate((left, right) => Formula.Apply(Function, left, right));

    /// <summary>One input after the other: an entry that its mask drops takes the value that the others have so far. The result so far is
    /// masked while all inputs were.</summary>
    protected sealed override Value Lower(TAttribute layer, LayerLowering call)
    {
        if (call.Masks.All(mask => mask is null)) return base.Lower(layer, call);
        var (operands, masks) = (Merge.Operands(call), Merge.OperandMasks(call));
        var (result, kept) = (operands[0], masks[0]);
        for (var i = 1; i < operands.Length; i++)
        {
            result = Extreme(call, result, kept, operands[i], masks[i]);
            kept = kept is not null && masks[i] is { } mask ? call.Builder.AnyMask(call.LayerPath + "_mask", [kept, mask]) : null;
        }
        return result;
    }

    private Value Extreme(LayerLowering call, Value left, Value? leftMask, Value right, Value? rightMask)
    {
        var operands = new List<Value> { left, right };
        var (l, r) = ((Formula)Formula.Operand(0), (Formula)Formula.Operand(1));
        if (rightMask is not null) r = Formula.Select(Next(rightMask), r, l);
        if (leftMask is not null) l = Formula.Select(Next(leftMask), l, r);
        return call.Builder.Map(call.LayerPath, Formula.Apply(Function, l, r), [.. operands]);

        Formula Next(Value mask)
        {
            operands.Add(mask);
            return Formula.Operand(operands.Count - 1);
        }
    }
}
