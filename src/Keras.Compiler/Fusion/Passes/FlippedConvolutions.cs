using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>The gradient of a convolution's input is the convolution of dy with the kernel turned around, where that is a sum of lines
/// (<see cref="LineConvolutions"/>): it then takes in what follows, as others do.</summary>
public sealed class FlippedConvolutions : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not ConvolutionInputGradientStep gradient || LinePlan.Of(gradient.Op, gradient.Plan.Filters, gradient.Plan.Channels) is null) continue;
            var (dy, kernel) = (gradient.Operands[0], gradient.Operands[1]);
            var op = new Convolution(gradient.Op.Windows.Select(window => window.Flipped).ToEquatableArray(), 1) { Precision = gradient.Op.Precision };
            if (!ConvolutionCosts.ChoosesLines(op, dy.Shape[0], gradient.Plan.Filters.Value, gradient.Plan.Channels.Value, !steps.IsKeptWeight(kernel))) continue;
            var flipped = steps.NewValue(kernel, kernel.Shape.WithAxis(-2, kernel.Shape[-1]).WithAxis(-1, kernel.Shape[-2]));
            steps.Replace(position, new ConvolutionStep(op, null, [dy, flipped], gradient.Results, gradient.Scope));
            steps.Insert(position++, new FlippedKernelStep([kernel], [flipped], gradient.Scope));
        }
    }
}
