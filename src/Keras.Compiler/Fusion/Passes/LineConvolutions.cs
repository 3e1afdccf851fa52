using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Fusion.Steps;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A convolution of few channels to as many filters is a sum of whole lines where that costs least (<see cref="ConvolutionCosts"/>)
/// and the layer does not ask for exact products: registers then hold nothing but results, and nothing is brought into blocks. Its
/// kernel's gradient too.</summary>
public sealed class LineConvolutions : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            switch (steps[position])
            {
                case ConvolutionStep step when Fits(step.Plan, step.Left, !steps.IsKeptWeight(step.Panels)) is { } plan && JoinedWindows.CanJoin(steps, step):
                    position = Replace(steps, position, step, plan);
                    break;
                case ConvolutionKernelGradientStep gradient when Fits(gradient.Plan, gradient.Operands[0], transforms: true) is { } plan:
                    steps.Replace(position, new LineKernelGradientStep(plan, gradient.Op.Windows, gradient.Operands, gradient.Results, gradient.Scope));
                    break;
            }
        }
    }

    private static LinePlan? Fits(ConvolutionPlan plan, Ops.Value x, bool transforms) =>
        LinePlan.Of(plan.Op, plan.Channels, plan.Filters) is { } lines && ConvolutionCosts.ChoosesLines(plan.Op, x.Shape[0], plan.Channels.Value, plan.Filters.Value, transforms)
            ? lines
            : null;

    private static int Replace(StepList steps, int position, ConvolutionStep step, LinePlan plan)
    {
        var joined = new JoinedWindows(steps, step, step.Op.Windows[1].Count.Value);
        var coefficients = steps.NewValue(step.Panels, plan.Coefficients);
        joined.Before.Add(new LineKernelStep(plan, [step.Panels], [coefficients], step.Scope));
        return joined.Replace(position, new LineConvolutionStep(
            plan, step.Op.Windows, step.Epilogue, [step.Left, coefficients, .. joined.EpilogueOperands],
            [steps.NewValue(step.Result, joined.Shape)], step.Scope));
    }
}
