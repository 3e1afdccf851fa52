using System.Collections.Immutable;
using Keras.Compiler.Support;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Ops;

/// <summary>Operands x, moving mean and moving variance to mean and variance, of the shape of what the axes leave: those of x if the
/// layer trains when the step runs, else the moving ones. The layer may be frozen between steps, hence not two programs.</summary>
/// <param name="Axes">The axes that are averaged over.</param>
/// <param name="Layer">Path of the layer whose <c>Trainable</c> decides.</param>
public sealed record BatchStatistics(EquatableArray<int> Axes, string Layer) : Op
{
    public override string Attributes => $"over {Axes} if {Layer} trains";

    public override Kept Keeps => Kept.Operands | Kept.Results;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        if (operands.Length != 3) throw new OpVerificationException($"{this} takes 3 operands, not {operands.Length}.");
        Ops.Axes.Check(Axes, operands[0].Shape.Rank, this);
        var statistic = operands[0] with { Shape = Ops.Axes.Drop(operands[0].Shape, Axes) };
        return operands.Skip(1).All(moving => moving.Shape.Agrees(statistic.Shape))
            ? [statistic, statistic]
            : throw new OpVerificationException($"{this} over {operands[0]} takes moving statistics {statistic}, not {operands[1]} and {operands[2]}.");
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        var (x, mean) = (context.Operands[0], context.Results[0]);
        if (!context.Wanted[0] || context.Cotangents.All(cotangent => cotangent is null)) return [null, null, null];
        var name = x.GradientName();
        var gradient = context.Builder.Apply(
            new BatchStatisticsGradient(Axes, Layer), name, x, mean, OrZero(context.Cotangents[0]), OrZero(context.Cotangents[1]));
        return [gradient, null, null];

        Value OrZero(Value? cotangent) =>
            cotangent ?? context.Builder.BroadcastTo(name, context.Builder.Constant(name, 0), mean.Shape);
    }
}

/// <summary>For operands x, mean, dmean and dvariance: (dmean + 2·dvariance·(x − mean)) / n if the layer trains, else 0, since the
/// moving statistics do not depend on x.</summary>
public sealed record BatchStatisticsGradient(EquatableArray<int> Axes, string Layer) : AdjointOp
{
    public override string Attributes => $"over {Axes} if {Layer} trains";

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        if (operands.Length != 4) throw new OpVerificationException($"{this} takes 4 operands, not {operands.Length}.");
        Ops.Axes.Check(Axes, operands[0].Shape.Rank, this);
        var statistic = Ops.Axes.Drop(operands[0].Shape, Axes);
        return operands.Skip(1).All(operand => operand.Shape.Agrees(statistic))
            ? [operands[0]]
            : throw new OpVerificationException($"{this} over {operands[0]} takes statistics {statistic}, not {string.Join(", ", operands.Skip(1))}.");
    }
}

/// <summary>Statistics of a batch.</summary>
public static class BatchStatisticsBuilder
{
    /// <summary>Mean and biased variance over axes if the layer trains, else the moving ones.</summary>
    public static (Value Mean, Value Variance) BatchStatistics(
        this ProgramBuilder builder, string name, Value x, Value movingMean, Value movingVariance, int[] axes, string layer)
    {
        var statistics = builder.ApplyAll(
            new BatchStatistics(Axes.Normalise(axes, x.Shape.Rank), layer), name + "_statistics", x, movingMean, movingVariance);
        return (statistics[0], statistics[1]);
    }
}
