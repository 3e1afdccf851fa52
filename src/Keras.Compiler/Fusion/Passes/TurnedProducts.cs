using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A matrix product whose first two axes change places afterwards is stored with them in the other order at once.</summary>
public sealed class TurnedProducts : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not OpStep { Op: Transpose { Permutation: var axes } } turn || !axes.SequenceEqual([1, 0, 2])) continue;
            var producer = steps.ProducerOf(turn.Operands[0]);
            if (producer < 0 || steps[producer] is not MatMulStep { Softmax: false } product || !steps.IsOnlyReader(product.Result, position)) continue;
            if (steps.IsBackward(producer) != steps.IsBackward(position) || DependsOnRows(product)) continue;
            steps.Remove(producer);
            steps.Replace(position, new TurnedMatMulStep(product.Epilogue, product.Operands, turn.Results, product.Scope));
        }

        // Such an epilogue would go by the order in which the rows are stored.
        static bool DependsOnRows(MatMulStep product) =>
            product.Epilogue?.IsRandom() == true || product.EpilogueOperands.Any(value => value.Shape.Rank > 0 && value.Shape.WithoutAxis(-1).Size != 1);
    }
}
