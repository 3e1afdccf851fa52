using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>An element-wise step that alone reads a matrix product or a convolution is done where the product is stored.</summary>
public sealed class Epilogues : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not MapStep map || map.Result.Type.DType != DType.Float32) continue;
            // Of several products that are summed, the one computed last takes the others in.
            var product = map.Operands.Select(steps.ProducerOf).Where(p => CanTake(steps, p, position, map)).DefaultIfEmpty(-1).Max();
            if (product < 0) continue;
            steps.Replace(position, Merge((PanelProductStep)steps[product]!, map));
            steps.Remove(product);
        }
    }

    private static bool CanTake(StepList steps, int product, int position, MapStep map) =>
        product >= 0 && steps[product] is PanelProductStep step and not MatMulStep { Softmax: true } &&
        steps.IsBackward(product) == steps.IsBackward(position) &&
        steps.IsOnlyReader(step.Result, position) && step.Result.Shape == map.Result.Shape &&
        map.Operands.All(o => PanelProductStep.CanRead(o.Shape, map.Result.Shape));

    private static PanelProductStep Merge(PanelProductStep product, MapStep map)
    {
        var extras = product.EpilogueOperands.Concat(map.Operands.Where(o => o != product.Result)).Distinct().ToImmutableArray();
        var inner = product.Epilogue is null
            ? Formula.Operand(0)
            : product.Epilogue.Substitute(i => i == 0 ? Formula.Operand(0) : Operand(product.Operands[i + 1]));
        var formula = map.Formula.Substitute(i => map.Operands[i] == product.Result ? inner : Operand(map.Operands[i]));
        return product with
        {
            Epilogue = formula.Simplify(),
            Operands = [product.Left, product.Panels, .. extras],
            Results = map.Results,
        };

        Formula Operand(Value value) => Formula.Operand(extras.IndexOf(value) + 1);
    }
}
