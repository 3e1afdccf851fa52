using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>Convolutions and their adjoints are computed in tiles where that costs less (<see cref="ConvolutionCosts"/>) and the layer does
/// not ask for exact products. The kernel's transform is a step of its own: calls of one layer share it.</summary>
/// <remarks>A kernel that is made of weights in turn, as where a normalization is folded into it, counts as transformed in each call: networks
/// with many small ones spend more time reading what is larger once it is transformed than their products save.</remarks>
public sealed class FastConvolutions : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            switch (steps[position])
            {
                case ConvolutionStep { Epilogue: null } convolution when FormOf(convolution.Plan, convolution.Left, !steps.IsKeptWeight(convolution.Panels)) is { } form:
                    Replace(steps, position++, form, convolution.Op.Windows, convolution, adjoint: false);
                    break;
                case ConvolutionInputGradientStep gradient when FormOf(gradient.Plan, gradient.Operands[0], !steps.IsKeptWeight(gradient.Operands[1])) is { } form:
                    Replace(steps, position++, form, [.. gradient.Op.Windows.Select(window => window.Flipped)], gradient, adjoint: true);
                    break;
                case ConvolutionKernelGradientStep gradient when FormOf(gradient.Plan, gradient.Operands[0], transforms: true) is { } form:
                    steps.Replace(position, new WinogradKernelGradientStep(form, gradient.Op.Windows, gradient.Operands, gradient.Results, gradient.Scope));
                    break;
            }
        }
    }

    private static WinogradForm? FormOf(ConvolutionPlan plan, Value x, bool transforms) => plan.Channels.IsKnown && plan.Filters.IsKnown
        ? ConvolutionCosts.Choose(plan.Op, x.Shape[0], plan.Channels.Value, plan.Filters.Value, transforms)
        : null;

    private static void Replace(StepList steps, int position, WinogradForm form, EquatableArray<Window> windows, Step step, bool adjoint)
    {
        var (x, kernel) = (step.Operands[0], step.Operands[1]);
        var transformed = steps.NewValue(kernel, form.TransformedShape(x.Shape[-1].Value, step.Result.Shape[-1].Value));
        steps.Replace(position, new WinogradStep(form, windows, null, [x, transformed], step.Results, step.Scope));
        steps.Insert(position, new WinogradTransformStep(form, adjoint, [kernel], [transformed], step.Scope));
    }
}
