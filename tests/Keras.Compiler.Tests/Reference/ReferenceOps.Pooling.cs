using Keras.Compiler.Ops;
using Keras.Compiler.Support;
using static Keras.Compiler.Tests.Reference.ReferenceTensor;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Maxima and means of windows.</summary>
public static partial class ReferenceOps
{
    private static ReferenceTensor WindowMax(WindowMax op, ReferenceTensor x, ReferenceEnvironment environment) =>
        Build(Counts(op.Windows, x, environment), index => Covered(op.Windows, index, environment).Max(position => x[position]));

    private static ReferenceTensor WindowAverage(WindowAverage op, ReferenceTensor x, ReferenceEnvironment environment) =>
        Build(Counts(op.Windows, x, environment), index => Covered(op.Windows, index, environment).Average(position => x[position]));

    private static ReferenceTensor WindowMaxGradient(WindowMaxGradient op, ReferenceTensor[] operands, ReferenceEnvironment environment)
    {
        var (x, y, dy) = (operands[0], operands[1], operands[2]);
        return Scatter(x.Shape, y.Shape, index =>
            [(Covered(op.Windows, index, environment).First(position => x[position] == y[index]), dy[index])]);
    }

    private static ReferenceTensor WindowAverageGradient(WindowAverageGradient op, ReferenceTensor dy, ReferenceEnvironment environment) =>
        Scatter([dy.Shape[0], .. op.Windows.Select(window => environment.Length(window.Length)), dy.Shape[^1]], dy.Shape, index =>
        {
            var covered = Covered(op.Windows, index, environment).ToList();
            return covered.Select(position => (position, dy[index] / covered.Count));
        });

    private static int[] Counts(EquatableArray<Window> windows, ReferenceTensor x, ReferenceEnvironment environment) =>
        [x.Shape[0], .. windows.Select(window => environment.Length(window.Count)), x.Shape[^1]];

    /// <summary>The positions of the tensor that a window covers, in order.</summary>
    private static IEnumerable<int[]> Covered(EquatableArray<Window> windows, int[] index, ReferenceEnvironment environment)
    {
        foreach (var offset in Indices([.. windows.Select(window => window.Size)]))
        {
            var position = (int[])index.Clone();
            for (var axis = 0; axis < windows.Count; axis++)
                position[axis + 1] = index[axis + 1] * windows[axis].Stride + offset[axis] * windows[axis].Dilation - environment.Length(windows[axis].Low);
            if (windows.Select((window, axis) => position[axis + 1] >= 0 && position[axis + 1] < environment.Length(window.Length)).All(isThere => isThere))
                yield return position;
        }
    }

    /// <summary>Adds up what each element of another shape contributes.</summary>
    private static ReferenceTensor Scatter(int[] shape, int[] sources, Func<int[], IEnumerable<(int[] Position, double Value)>> contributions)
    {
        var sums = new Dictionary<string, double>();
        foreach (var (position, value) in Indices(sources).SelectMany(contributions))
            sums[string.Join(",", position)] = sums.GetValueOrDefault(string.Join(",", position)) + value;
        return Build(shape, index => sums.GetValueOrDefault(string.Join(",", index)));
    }
}
