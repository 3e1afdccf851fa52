using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A product whose result is given another shape, with the filters of some neighbouring windows of a line as columns, and what its
/// epilogue reads likewise.</summary>
/// <param name="steps">The program.</param>
/// <param name="step">The product.</param>
/// <param name="count">Windows that are one.</param>
internal sealed class JoinedWindows(StepList steps, PanelProductStep step, long count)
{
    /// <summary>What stands before the product: what it reads in its new shape.</summary>
    public List<Step> Before { get; } = [];

    /// <summary>The shape of the result.</summary>
    public Shape Shape { get; } = step.Result.Shape.WithAxis(-2, step.Result.Shape[-2].Value / count).WithAxis(-1, step.Columns * count);

    /// <summary>Whether that can be done: what reads the result does not want it in rows, and the epilogue reads an element for each of the
    /// result's, for each filter, or one for all.</summary>
    public static bool CanJoin(StepList steps, PanelProductStep step) =>
        !steps.ReadersOf(step.Result).Any(reader => steps[reader] is ConcatenateStep) && step.EpilogueOperands.All(operand => CanWiden(operand, step.Result));

    /// <summary>What the epilogue reads.</summary>
    public IEnumerable<Value> EpilogueOperands => step.EpilogueOperands.Select(Widen);

    /// <summary>Puts another product in place of the one at a position; its result then has the old shape.</summary>
    /// <returns>The position behind.</returns>
    public int Replace(int position, PanelProductStep joined)
    {
        steps.Replace(position, new ViewStep(Rows.Dense(step.Result.Shape.Size), joined.Results, step.Results, step.Scope));
        steps.Insert(position, joined);
        for (var i = Before.Count - 1; i >= 0; i--) steps.Insert(position, Before[i]);
        return position + Before.Count + 1;
    }

    private static bool CanWiden(Value operand, Value result) =>
        operand.Shape == result.Shape || operand.Shape.Size == 1 || (operand.Shape.Size == result.Shape[-1] && operand.Shape[-1] == result.Shape[-1]);

    private Value Widen(Value operand)
    {
        if (operand.Shape == step.Result.Shape) return View(operand, Shape);
        if (operand.Shape.Size == 1) return operand;
        var repeated = steps.NewValue(operand, Shapes.Shape.Of(count, step.Columns));
        Before.Add(new MapStep(Formula.Operand(0), [operand], [repeated], step.Scope));
        return View(repeated, Shapes.Shape.Of(step.Columns * count));
    }

    private Value View(Value value, Shape other)
    {
        var view = steps.NewValue(value, other);
        Before.Add(new ViewStep(Rows.Dense(other.Size), [value], [view], step.Scope));
        return view;
    }
}
