using Keras.Compiler.Support;

namespace Keras.Compiler.Ops;

/// <summary>Axis numbers in ops count from the front; the builder also takes Keras's negative ones.</summary>
internal static class Axes
{
    /// <summary>The axis counted from the front.</summary>
    public static int Normalise(int axis, int rank)
    {
        var normal = axis < 0 ? axis + rank : axis;
        return normal >= 0 && normal < rank
            ? normal
            : throw new OpVerificationException($"Axis {axis} does not exist in a tensor of rank {rank}.");
    }

    /// <summary>The axes counted from the front, ascending.</summary>
    public static EquatableArray<int> Normalise(IEnumerable<int> axes, int rank) =>
        axes.Select(axis => Normalise(axis, rank)).Distinct().OrderBy(axis => axis).ToEquatableArray();

    /// <summary>All axes of a rank but these, ascending.</summary>
    public static IEnumerable<int> Except(int rank, params IEnumerable<int>[] taken) =>
        Enumerable.Range(0, rank).Where(axis => !taken.Any(list => list.Contains(axis)));

    /// <summary>The shape with these axes at length 1.</summary>
    public static Shape Keep(Shape shape, IEnumerable<int> axes) => axes.Aggregate(shape, (kept, axis) => kept.WithAxis(axis, 1));

    /// <summary>The shape without these axes.</summary>
    public static Shape Drop(Shape shape, IEnumerable<int> axes) =>
        Shape.Of([.. Except(shape.Rank, axes).Select(axis => shape[axis])]);

    /// <summary>Number of elements along these axes.</summary>
    public static Dim Count(Shape shape, IEnumerable<int> axes) => axes.Aggregate(Dim.Known(1), (count, axis) => count * shape[axis]);

    public static void Check(IEnumerable<int> axes, int rank, Op op)
    {
        foreach (var axis in axes)
            if (axis < 0 || axis >= rank) throw new OpVerificationException($"{op}: axis {axis} does not exist in an operand of rank {rank}.");
    }
}
