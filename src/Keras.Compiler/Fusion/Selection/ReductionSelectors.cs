using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>Kernels reduce neighbouring axes; others are brought together first.</summary>
public sealed class ReduceSelector : StepSelector<Reduce>
{
    protected override void Select(Reduce op, Instruction instruction, SelectionContext context)
    {
        var (x, extent) = NeighbouringAxes.Gather(instruction.Operands[0], op.Axes, instruction.Scope, context);
        context.Add(new ReduceStep(op.Kind, extent, [x], instruction.Results, instruction.Scope));
    }
}

/// <summary>Moments over neighbouring axes.</summary>
public sealed class MomentsSelector : StepSelector<Moments>
{
    protected override void Select(Moments op, Instruction instruction, SelectionContext context)
    {
        var (x, extent) = NeighbouringAxes.Gather(instruction.Operands[0], op.Axes, instruction.Scope, context);
        context.Add(new MomentsStep(extent, null, [x], instruction.Results, instruction.Scope));
    }
}

/// <summary>Moments of the batch, or the moving ones.</summary>
public sealed class BatchStatisticsSelector : StepSelector<BatchStatistics>
{
    protected override void Select(BatchStatistics op, Instruction instruction, SelectionContext context)
    {
        var (x, extent) = NeighbouringAxes.Gather(instruction.Operands[0], op.Axes, instruction.Scope, context);
        context.Add(new MomentsStep(
            extent, op.Layer, [x, instruction.Operands[1], instruction.Operands[2]], instruction.Results, instruction.Scope));
    }
}

/// <summary>The adjoint of batch statistics is element-wise.</summary>
public sealed class BatchStatisticsGradientSelector : StepSelector<BatchStatisticsGradient>
{
    protected override void Select(BatchStatisticsGradient op, Instruction instruction, SelectionContext context)
    {
        var x = instruction.Operands[0];
        var kept = new Shape(x.Shape.Dims.Select((dim, axis) => op.Axes.Contains(axis) ? 1 : dim).ToEquatableArray());
        var count = Extent.Product(op.Axes.Select(axis => x.Shape[axis]));
        var statistics = instruction.Operands.Skip(1).Select(s => context.Reshape(s, kept, instruction.Scope));
        var (deviation, dmean, dvariance) = (Formula.Operand(0) - Formula.Operand(1), Formula.Operand(2), Formula.Operand(3));
        var gradient = (dmean + 2 * dvariance * deviation) / Formula.Length(count);
        context.Add(new MapStep(
            Formula.Select(new TrainsFormula(op.Layer), gradient, 0), [x, .. statistics], instruction.Results, instruction.Scope));
    }
}

/// <summary>Brings the axes that a kernel works along together.</summary>
internal static class NeighbouringAxes
{
    /// <summary>The value, transposed if the axes are apart, and how the kernel sees it. What stays keeps its order.</summary>
    public static (Value Value, Extent Extent) Gather(Value x, EquatableArray<int> axes, Scope scope, SelectionContext context)
    {
        // An axis of length 1 belongs to whatever is beside it.
        var significant = axes.Where(axis => x.Shape[axis] != 1).OrderBy(axis => axis).ToList();
        if (significant.Count == 0) return (x, new Extent(x.Shape.Size, 1, 1));
        var between = Enumerable.Range(significant[0], significant[significant.Count - 1] - significant[0] + 1).ToList();
        if (between.All(axis => significant.Contains(axis) || x.Shape[axis] == 1))
            return (x, Extent.Of(x.Shape, significant[0], between.Count));
        var kept = Enumerable.Range(0, x.Shape.Rank).Where(axis => !axes.Contains(axis)).ToList();
        var gathered = context.Transpose(x, [.. kept, .. axes.OrderBy(axis => axis)], scope);
        return (gathered, Extent.Of(gathered.Shape, kept.Count, axes.Count));
    }
}
