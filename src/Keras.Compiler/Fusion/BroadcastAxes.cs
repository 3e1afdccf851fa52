using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion;

/// <summary>The axes of an element-wise step, brought together to the few that its loop has: neighbouring axes along which each operand
/// either goes on or is repeated are one.</summary>
/// <param name="Lengths">From the outermost in; at most <see cref="Most"/> for the loop to take them.</param>
/// <param name="Strides">For each operand and axis the distance between elements; 0 where the operand is repeated. That of the innermost
/// axis is 0 or 1.</param>
public sealed record BroadcastAxes(ImmutableArray<Dim> Lengths, ImmutableArray<ImmutableArray<Dim>> Strides)
{
    /// <summary>Axes of the loop: outer, row, column.</summary>
    public const int Most = 3;

    /// <summary>The axes of a result over operands, each dense or in rows.</summary>
    public static BroadcastAxes Of(Shape result, IReadOnlyList<Shape> operands, IReadOnlyList<Rows?> rows)
    {
        var axes = Enumerable.Range(0, result.Rank).Where(axis => result[axis] != 1).ToList();
        var groups = new List<List<int>>();
        foreach (var axis in axes)
        {
            if (groups.Count > 0 && Enumerable.Range(0, operands.Count).All(i => GoesOn(i, groups[groups.Count - 1][0], axis)))
                groups[groups.Count - 1].Add(axis);
            else groups.Add([axis]);
        }
        var lengths = groups.Select(group => Extent.Product(group.Select(axis => result[axis]))).ToImmutableArray();
        var strides = operands.Select((_, i) => groups.Select(group => Stride(i, group[group.Count - 1])).ToImmutableArray()).ToImmutableArray();
        // The elements of a column follow each other: rows of a single element that are apart are rows, not columns.
        return strides.Any(s => !s.IsEmpty && s[s.Length - 1] != 0 && s[s.Length - 1] != 1)
            ? new(lengths.Add(1), [.. strides.Select(s => s.Add(0))])
            : new(lengths, strides);

        bool Varies(int operand, int axis) =>
            operands[operand].Rank - result.Rank + axis is >= 0 and var own && operands[operand][own] != 1;

        // Rows with gaps between them end an axis.
        bool GoesOn(int operand, int first, int axis) =>
            Varies(operand, first) == Varies(operand, axis) &&
            !(rows[operand] is { IsDense: false } r && Varies(operand, axis) && Inside(operand, axis - 1) == r.Length);

        // Elements of the operand from behind an axis on.
        Dim Inside(int operand, int axis) => Extent.Product(
            Enumerable.Range(axis + 1, result.Rank - axis - 1).Where(a => Varies(operand, a)).Select(a => result[a]));

        Dim Stride(int operand, int axis)
        {
            if (!Varies(operand, axis)) return 0;
            var dense = Inside(operand, axis);
            return rows[operand] is { IsDense: false } r && dense.DivideExactly(r.Length) is { } count ? count * r.Stride : dense;
        }
    }

    /// <summary>The axes of an element-wise step whose operands are dense.</summary>
    public static BroadcastAxes Of(MapStep step) =>
        Of(step.Result.Shape, [.. step.Operands.Select(o => o.Shape)], [.. step.Operands.Select(_ => (Rows?)null)]);

    /// <summary>The program with operands repeated in memory where a loop would have too many axes.</summary>
    public static FusedProgram Limit(FusedProgram program)
    {
        var nextId = 1 + program.Given.Concat(program.Steps.SelectMany(s => s.Results)).Select(v => v.Id).DefaultIfEmpty(-1).Max();
        return program with { Forward = LimitAll(program.Forward), Backward = LimitAll(program.Backward) };

        ImmutableArray<Step> LimitAll(ImmutableArray<Step> steps)
        {
            var list = ImmutableArray.CreateBuilder<Step>();
            foreach (var step in steps)
                list.Add(step is MapStep map ? LimitOne(map, list) : step);
            return list.ToImmutable();
        }

        Step LimitOne(MapStep map, ImmutableArray<Step>.Builder list)
        {
            for (var i = 0; i < map.Operands.Length && Of(map).Lengths.Length > Most; i++)
                map = map with { Operands = map.Operands.SetItem(i, Repeat(map.Operands[i], map.Result.Shape, map.Scope, list)) };
            return map;
        }

        // One axis after the other: each such loop has three axes at most.
        Value Repeat(Value value, Shape shape, Scope scope, ImmutableArray<Step>.Builder list)
        {
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                var lengths = Enumerable.Range(0, shape.Rank).Select(a => a - (shape.Rank - value.Shape.Rank) is >= 0 and var own ? value.Shape[own] : 1).ToList();
                if (lengths[axis] == shape[axis]) continue;
                lengths[axis] = shape[axis];
                var repeated = new Value(nextId++, value.Type with { Shape = new Shape(lengths.ToEquatableArray()) }, value.Name);
                list.Add(new MapStep(Ops.Elementwise.Formula.Operand(0), [value], [repeated], scope));
                value = repeated;
            }
            return value;
        }
    }
}
