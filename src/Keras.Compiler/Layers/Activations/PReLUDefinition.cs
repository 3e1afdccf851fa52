using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>x where x is above 0, else alpha·x with a trained alpha of a sample's shape, 1 along shared axes.</summary>
public sealed class PReLUDefinition : SameShapeDefinition<PReLUAttribute>
{
    protected override ImmutableArray<WeightDeclaration> Weights(PReLUAttribute layer, Shape input) =>
        [new("alpha", [.. Enumerable.Range(1, input.Rank - 1).Select(axis => layer.SharedAxes.Contains(axis) ? 1 : (int)input[axis].Value)])];

    protected override TensorType? InferOutput(PReLUAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (!call.HasRank(2, problems)) return null;
        foreach (var axis in layer.SharedAxes)
            if (call.Axis(axis, problems) is null) return null;
        for (var axis = 1; axis < call.Input.Shape.Rank; axis++)
            if (!layer.SharedAxes.Contains(axis) && !call.IsKnown(axis, problems)) return null;
        return base.InferOutput(layer, call, problems);
    }

    protected override Value Lower(PReLUAttribute layer, LayerLowering call)
    {
        var (x, alpha) = (Ops.Elementwise.Formula.Operand(0), Ops.Elementwise.Formula.Operand(1));
        var formula = Ops.Elementwise.Formula.Select(Ops.Elementwise.Formula.Apply("Greater", x, 0), x, alpha * x);
        return call.Builder.Map(call.LayerPath, formula, call.Input, call.Weight("alpha"));
    }
}
