using static Keras.Compiler.Tests.Reference.ReferenceTensor;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Ops that work on rows of elements.</summary>
public static partial class ReferenceOps
{
    /// <summary>One number from all elements along axes.</summary>
    private static ReferenceTensor Fold(ReferenceTensor x, int[] axes, bool keepDims, Func<double[], double> fold)
    {
        int[] kept = [.. x.Shape.Select((length, axis) => axes.Contains(axis) ? 1 : length)];
        int[] reduced = [.. axes.Select(axis => x.Shape[axis])];
        var folded = Build(kept, index => fold([.. Indices(reduced).Select(inner =>
        {
            var source = (int[])index.Clone();
            for (var i = 0; i < axes.Length; i++) source[axes[i]] = inner[i];
            return x[source];
        })]));
        return keepDims ? folded : new([.. x.Shape.Where((_, axis) => !axes.Contains(axis))], folded.Data);
    }

    /// <summary>A row from the rows of all operands along one axis.</summary>
    private static ReferenceTensor Along(int axis, ReferenceTensor[] operands, Func<double[][], double[]> map)
    {
        var shape = operands[0].Shape;
        var result = Build(shape, _ => 0);
        foreach (var index in Indices(With(shape, axis, 1)))
        {
            int[] places = [.. Enumerable.Range(0, shape[axis]).Select(i => result.Offset(With(index, axis, i)))];
            foreach (var (place, value) in places.Zip(map([.. operands.Select(x => places.Select(p => x.Data[p]).ToArray())]))) result.Data[place] = value;
        }
        return result;
    }

    private static double Mean(double[] values) => values.Average();

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    private static double LogSumExp(double[] row)
    {
        var max = row.Max();
        return max + Math.Log(row.Sum(value => Math.Exp(value - max)));
    }

    private static double[] Softmax(double[] row)
    {
        var logSumExp = LogSumExp(row);
        return [.. row.Select(value => Math.Exp(value - logSumExp))];
    }

    /// <summary>Martins and Astudillo 2016, algorithm 1.</summary>
    private static double[] Sparsemax(double[] row)
    {
        var sorted = row.OrderDescending().ToArray();
        var support = Enumerable.Range(1, row.Length).Last(k => 1 + k * sorted[k - 1] > sorted.Take(k).Sum());
        var threshold = (sorted.Take(support).Sum() - 1) / support;
        return [.. row.Select(value => Math.Max(value - threshold, 0))];
    }

    private static double[] SoftmaxGradient(double[] y, double[] dy)
    {
        var dot = y.Zip(dy, (a, b) => a * b).Sum();
        return [.. y.Zip(dy, (a, b) => a * (b - dot))];
    }

    private static double[] LogSoftmaxGradient(double[] y, double[] dy) => [.. y.Zip(dy, (a, b) => b - Math.Exp(a) * dy.Sum())];

    private static double[] SparsemaxGradient(double[] y, double[] dy)
    {
        var mean = dy.Where((_, i) => y[i] > 0).Average();
        return [.. dy.Select((b, i) => y[i] > 0 ? b - mean : 0)];
    }
}
