using System.Collections.Immutable;
using Keras.Compiler.Support;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Ops;

/// <summary>Mean and biased variance along axes, which stay with length 1.</summary>
public sealed record Moments(EquatableArray<int> Axes) : Op
{
    public override string Attributes => $"over {Axes}";

    public override Kept Keeps => Kept.Operands | Kept.Results;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        Ops.Axes.Check(Axes, operand.Shape.Rank, this);
        var moment = operand with { Shape = Ops.Axes.Keep(operand.Shape, Axes) };
        return [moment, moment];
    }

    /// <summary>dx = (dmean + 2·dvariance·(x − mean)) / n.</summary>
    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        var (x, mean) = (context.Operands[0], context.Results[0]);
        var (dmean, dvariance) = (context.Cotangents[0], context.Cotangents[1]);
        if (!context.Wanted[0] || (dmean ?? dvariance) is null) return [null];
        var count = Length(Ops.Axes.Count(x.Shape, Axes));
        var (name, builder) = (x.GradientName(), context.Builder);
        if (dvariance is null) return [builder.BroadcastTo(name, builder.Map(name, Operand(0) / count, dmean!), x.Shape)];
        var deviation = 2 * Operand(2) * (Operand(0) - Operand(1));
        return [dmean is null
            ? builder.Map(name, deviation / count, x, mean, dvariance)
            : builder.Map(name, (Operand(3) + deviation) / count, x, mean, dvariance, dmean)];
    }
}

/// <summary>Moments.</summary>
public static class MomentsBuilder
{
    /// <summary>Mean and biased variance along axes, which stay with length 1.</summary>
    public static (Value Mean, Value Variance) Moments(this ProgramBuilder builder, string name, Value x, int[] axes)
    {
        var moments = builder.ApplyAll(new Moments(Axes.Normalise(axes, x.Shape.Rank)), name + "_moments", x);
        return (moments[0], moments[1]);
    }
}
