using System.Collections.Immutable;
using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A convolution to few filters takes some neighbouring windows as one, with the filters of each: a register then holds results
/// where it would hold padding. The windows overlap, so that all together are read once. What an element is not made of is multiplied
/// by zero.</summary>
public sealed class WideWindows : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is ConvolutionStep step && WideConvolutions.CountOf(step.Op, step.Columns) is > 1 and var count && JoinedWindows.CanJoin(steps, step))
                position = Widen(steps, position, step, count);
        }
    }

    private static int Widen(StepList steps, int position, ConvolutionStep step, int count)
    {
        var (kernel, joined) = (step.Panels, new JoinedWindows(steps, step, count));
        var wide = WideConvolutions.Widen(step.Op, count);
        var wideKernel = steps.NewValue(kernel, kernel.Shape.WithAxis(-3, wide.Windows[wide.Windows.Count - 1].Size).WithAxis(-1, step.Columns * count));
        joined.Before.Add(new WideKernelStep(count, [kernel], [wideKernel], step.Scope));
        return joined.Replace(position, step with
        {
            Op = wide,
            Operands = [step.Left, wideKernel, .. joined.EpilogueOperands],
            Results = [steps.NewValue(step.Result, joined.Shape)],
        });
    }
}
