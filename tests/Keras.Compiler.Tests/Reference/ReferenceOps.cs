using Keras.Compiler.Ops;
using static Keras.Compiler.Tests.Reference.ReferenceTensor;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Each op by its definition, without regard to speed.</summary>
public static partial class ReferenceOps
{
    private static readonly Dictionary<Type, Func<Op, ReferenceTensor[], ReferenceEnvironment, ReferenceTensor[]>> Table = new[]
    {
        Row<Map>((op, x, environment) => [Map(op, x, environment)]),
        Row<DotGeneral>((op, x, _) => [DotGeneral(op, x[0], x[1])]),
        Row<Reduce>((op, x, _) => [Reduce(op, x[0])]),
        Row<Broadcast>((op, x, environment) => [Build(environment.Lengths(op.Shape), x[0].Broadcast)]),
        Row<Reshape>((op, x, environment) => [Reshape(x[0], environment.Lengths(op.Shape))]),
        Row<Transpose>((op, x, _) => [Transpose(op, x[0])]),
        Row<Concatenate>((op, x, _) => [Concatenate(op.Axis, x)]),
        Row<Slice>((op, x, environment) => [Slice(x[0], op.Axis, environment.Length(op.Start), environment.Length(op.Length))]),
        Row<Pad>((op, x, environment) => [Pad(x[0], op.Axis, environment.Length(op.Before), environment.Length(op.After), op.Value)]),
        Row<Resize>((op, x, _) => [Resize(op, x[0])]),
        Row<ResizeGradient>((op, x, _) => [ResizeGradient(op, x[0])]),
        Row<WindowMax>((op, x, environment) => [WindowMax(op, x[0], environment)]),
        Row<WindowMaxGradient>((op, x, environment) => [WindowMaxGradient(op, x, environment)]),
        Row<WindowAverage>((op, x, environment) => [WindowAverage(op, x[0], environment)]),
        Row<WindowAverageGradient>((op, x, environment) => [WindowAverageGradient(op, x[0], environment)]),
        Row<Cast>((op, x, _) => [new(x[0].Shape, [.. x[0].Data.Select(value => Cast(value, op.DType))])]),
        Row<Convolution>((op, x, environment) => [Convolution(op, x[0], x[1], environment)]),
        Row<ConvolutionInputGradient>((op, x, environment) => [ConvolutionInputGradient(op, x[0], x[1], environment)]),
        Row<ConvolutionKernelGradient>((op, x, environment) => [ConvolutionKernelGradient(op, x[0], x[1], environment)]),
        Row<Softmax>((op, x, _) => [Along(op.Axis, x, row => Softmax(row[0]))]),
        Row<SoftmaxGradient>((op, x, _) => [Along(op.Axis, x, row => SoftmaxGradient(row[0], row[1]))]),
        Row<LogSoftmax>((op, x, _) => [Along(op.Axis, x, row => [.. row[0].Select(value => value - LogSumExp(row[0]))])]),
        Row<LogSoftmaxGradient>((op, x, _) => [Along(op.Axis, x, row => LogSoftmaxGradient(row[0], row[1]))]),
        Row<Sparsemax>((_, x, _) => [Along(x[0].Rank - 1, x, row => Sparsemax(row[0]))]),
        Row<SparsemaxGradient>((_, x, _) => [Along(x[0].Rank - 1, x, row => SparsemaxGradient(row[0], row[1]))]),
        Row<LogSumExp>((op, x, _) => [Fold(x[0], [op.Axis], op.KeepDims, LogSumExp)]),
        Row<Moments>((op, x, _) => [Fold(x[0], [.. op.Axes], keepDims: true, Mean), Fold(x[0], [.. op.Axes], keepDims: true, Variance)]),
        Row<Reverse>((op, x, _) => [Along(op.Axis, x, row => [.. row[0].Reverse()])]),
        Row<Split>((op, x, environment) => Split(x[0], op.Axis, [.. op.Lengths.Select(environment.Length)])),
        Row<Scan>(Scan),
        Row<Tiled>(Tiled),
        Row<BatchStatistics>(BatchStatistics),
        Row<Gather>((_, x, _) => [Gather(x[0], x[1])]),
        Row<Distinct>((op, x, environment) => Distinct(x[0], environment.Length(op.InferTypes([new(Shape.Of([.. x[0].Shape.Select(length => Dim.Known(length))]), DType.Int32)])[0].Shape[0]))),
        Row<ScatterAdd>((op, x, environment) => [ScatterAdd(x[0], x[1], environment.Length(op.Rows))]),
        Row<IfTrains>((op, x, environment) => [environment.Trains(op.Layer) ? x[0] : x[1]]),
        Row<BatchStatisticsGradient>((op, x, environment) => [BatchStatisticsGradient(op, x, environment)]),
    }.ToDictionary();

    /// <summary>The ops that have a reference.</summary>
    public static IEnumerable<Type> Supported => Table.Keys;

    /// <summary>Results of an op for these operands.</summary>
    public static ReferenceTensor[] Evaluate(Op op, ReferenceTensor[] operands, ReferenceEnvironment environment) =>
        Table[op.GetType()](op, operands, environment);

    private static KeyValuePair<Type, Func<Op, ReferenceTensor[], ReferenceEnvironment, ReferenceTensor[]>> Row<TOp>(
        Func<TOp, ReferenceTensor[], ReferenceEnvironment, ReferenceTensor[]> evaluate) where TOp : Op =>
        new(typeof(TOp), (op, operands, environment) => evaluate((TOp)op, operands, environment));

    private static ReferenceTensor Map(Map map, ReferenceTensor[] operands, ReferenceEnvironment environment)
    {
        var rank = operands.Select(operand => operand.Rank).DefaultIfEmpty(0).Max();
        var shape = Enumerable.Range(1, rank).Reverse().Select(fromEnd =>
        {
            var lengths = operands.Where(operand => operand.Rank >= fromEnd).Select(operand => operand.Shape[^fromEnd]).ToList();
            return lengths.All(length => length == 1) ? 1 : lengths.First(length => length != 1);
        }).ToArray();
        long element = 0;
        return Build(shape, index => map.Formula.Evaluate(operand => operands[operand].Broadcast(index), environment, element++));
    }

    private static ReferenceTensor DotGeneral(DotGeneral dot, ReferenceTensor lhs, ReferenceTensor rhs)
    {
        var lhsRest = Enumerable.Range(0, lhs.Rank).Except(dot.LhsContracting).Except(dot.LhsBatch).ToArray();
        var rhsRest = Enumerable.Range(0, rhs.Rank).Except(dot.RhsContracting).Except(dot.RhsBatch).ToArray();
        int[] shape = [.. dot.LhsBatch.Concat(lhsRest).Select(axis => lhs.Shape[axis]), .. rhsRest.Select(axis => rhs.Shape[axis])];
        var (lhsInner, rhsInner) = (Offsets(lhs, [.. dot.LhsContracting]), Offsets(rhs, [.. dot.RhsContracting]));
        var (lhsBatch, rhsBatch) = (Offsets(lhs, [.. dot.LhsBatch]), Offsets(rhs, [.. dot.RhsBatch]));
        var sums =
            from batch in lhsBatch.Zip(rhsBatch)
            from left in Offsets(lhs, lhsRest)
            from right in Offsets(rhs, rhsRest)
            select Sum(batch.First + left, batch.Second + right);
        return new(shape, [.. sums]);

        double Sum(int left, int right)
        {
            var sum = 0.0;
            for (var i = 0; i < lhsInner.Length; i++) sum += lhs.Data[left + lhsInner[i]] * rhs.Data[right + rhsInner[i]];
            return sum;
        }
    }

    /// <summary>How far apart the elements along some axes lie, from the first on, in row-major order of these axes.</summary>
    private static int[] Offsets(ReferenceTensor tensor, int[] axes)
    {
        var index = new int[tensor.Rank];
        return [.. Indices([.. axes.Select(axis => tensor.Shape[axis])]).Select(places =>
        {
            for (var i = 0; i < axes.Length; i++) index[axes[i]] = places[i];
            return tensor.Offset(index);
        })];
    }

    private static ReferenceTensor Reduce(Reduce reduce, ReferenceTensor x) => Fold(x, [.. reduce.Axes], reduce.KeepDims, reduce.Kind switch
    {
        ReduceKind.Sum => Enumerable.Sum,
        ReduceKind.Mean => Mean,
        ReduceKind.Max => Enumerable.Max,
        ReduceKind.Min => Enumerable.Min,
        _ => values => values.Aggregate(1.0, (product, value) => product * value),
    });

    private static double Cast(double value, DType dtype) => dtype switch
    {
        DType.Bool => value != 0 ? 1 : 0,
        DType.Float32 => value,
        _ => Math.Truncate(value),
    };

    private static ReferenceTensor[] BatchStatistics(BatchStatistics op, ReferenceTensor[] x, ReferenceEnvironment environment) =>
        environment.Trains(op.Layer)
            ? [Fold(x[0], [.. op.Axes], keepDims: false, Mean), Fold(x[0], [.. op.Axes], keepDims: false, Variance)]
            : [x[1], x[2]];

    private static ReferenceTensor BatchStatisticsGradient(BatchStatisticsGradient op, ReferenceTensor[] operands, ReferenceEnvironment environment)
    {
        var (x, mean, dmean, dvariance) = (operands[0], operands[1], operands[2], operands[3]);
        var count = op.Axes.Aggregate(1, (product, axis) => product * x.Shape[axis]);
        return Build(x.Shape, index =>
        {
            int[] statistic = [.. index.Where((_, axis) => !op.Axes.Contains(axis))];
            return environment.Trains(op.Layer) ? (dmean[statistic] + 2 * dvariance[statistic] * (x[index] - mean[statistic])) / count : 0;
        });
    }
}
