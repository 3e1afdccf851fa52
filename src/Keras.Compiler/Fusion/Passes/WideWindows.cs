using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

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
            if (steps[position] is not ConvolutionStep step || CountOf(step) is not (> 1 and var count)) continue;
            if (steps.ReadersOf(step.Result).Any(reader => steps[reader] is ConcatenateStep) || !step.EpilogueOperands.All(o => CanWiden(o, step.Result))) continue;
            var before = new List<Step>();
            var wide = Widen(steps, step, count, before);
            steps.Replace(position, new ViewStep(Rows.Dense(step.Result.Shape.Size), wide.Results, step.Results, step.Scope));
            steps.Insert(position, wide);
            for (var i = before.Count - 1; i >= 0; i--) steps.Insert(position, before[i]);
            position += before.Count + 1;
        }
    }

    /// <summary>How many windows are one: as many as fill a panel and divide their number.</summary>
    private static int CountOf(ConvolutionStep step)
    {
        var window = step.Op.Windows[step.Op.Windows.Count - 1];
        if (step.Op.Groups > 1 || step.Op.Precision == Precision.Exact || window is not { Stride: 1, Dilation: 1, Size: > 1, Count.IsKnown: true }) return 1;
        var most = (int)(PanelLayout.Width / step.Columns.Value);
        return Enumerable.Range(2, Math.Max(0, most - 1)).LastOrDefault(count => window.Count.Value % count == 0);
    }

    /// <summary>Whether the epilogue reads an element for each of the result's, for each filter, or one for all.</summary>
    private static bool CanWiden(Value operand, Value result) =>
        operand.Shape == result.Shape || operand.Shape.Size == 1 || IsRow(operand, result);

    private static bool IsRow(Value operand, Value result) => operand.Shape.Size == result.Shape[-1] && operand.Shape[-1] == result.Shape[-1];

    private static ConvolutionStep Widen(StepList steps, ConvolutionStep step, int count, List<Step> before)
    {
        var (op, filters, kernel) = (step.Op, step.Columns, step.Panels);
        var window = op.Windows[op.Windows.Count - 1];
        var windows = op.Windows.Take(op.Windows.Count - 1)
            .Append(new Window(window.Length, window.Count.Value / count, window.Size + count - 1, count, 1, window.Low));
        var shape = step.Result.Shape.WithAxis(-2, window.Count.Value / count).WithAxis(-1, filters * count);

        var wideKernel = steps.NewValue(kernel, kernel.Shape.WithAxis(-3, window.Size + count - 1).WithAxis(-1, filters * count));
        before.Add(new WideKernelStep(count, [kernel], [wideKernel], step.Scope));
        return step with
        {
            Op = new Convolution(windows.ToEquatableArray(), 1),
            Operands = [step.Left, wideKernel, .. step.EpilogueOperands.Select(Wide)],
            Results = [steps.NewValue(step.Result, shape)],
        };

        Value Wide(Value operand)
        {
            if (operand.Shape == step.Result.Shape) return View(operand, shape);
            if (operand.Shape.Size == 1) return operand;
            var repeated = steps.NewValue(operand, Shape.Of(count, filters));
            before.Add(new MapStep(Formula.Operand(0), [operand], [repeated], step.Scope));
            return View(repeated, Shape.Of(filters * count));
        }

        Value View(Value value, Shape other)
        {
            var view = steps.NewValue(value, other);
            before.Add(new ViewStep(Rows.Dense(other.Size), [value], [view], step.Scope));
            return view;
        }
    }
}
