using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A softmax over the columns of a matrix product runs over each row that was just written.</summary>
public sealed class RowSoftmax : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not OpStep { Op: Softmax softmax } step || softmax.Axis != step.Result.Shape.Rank - 1) continue;
            var logits = step.Operands[0];
            if (steps.StepOf(logits) is not MatMulStep { Softmax: false } product || !steps.IsOnlyReader(logits, position)) continue;
            var producer = steps.ProducerOf(logits);
            if (steps.IsBackward(producer) != steps.IsBackward(position)) continue;
            steps.Remove(producer);
            steps.Replace(position, product with { Softmax = true, Results = step.Results, Scope = product.Scope });
        }
    }
}
