using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Fusion.Steps;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>Weights that a layer allows to be kept in bfloat16 are rounded once, and read in that format where reading them is what a product
/// takes its time for (<see cref="ReadingCosts"/>). In predictions alone.</summary>
public sealed class BFloat16Weights : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not MatMulStep { Epilogue: null, Softmax: false, Scope.Storage: WeightStorage.BFloat16 } product) continue;
            // What is made of weights in turn is made of them as they are.
            if (!steps.IsPrepared(product.Panels) || steps.IsPrepared(position) || !ReadingCosts.AreTheLimit(product.RowCount, product.Panels.Shape.Size)) continue;
            var rounded = steps.NewValue(product.Panels, BFloat16WeightsStep.RoundedShape(product.Panels.Shape));
            steps.Replace(position, new BFloat16MatMulStep(null, [product.Left, rounded], product.Results, product.Scope));
            steps.Insert(position++, new BFloat16WeightsStep([product.Panels], [rounded], product.Scope));
        }
    }
}
