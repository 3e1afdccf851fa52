using Keras.Compiler.Ops;
using static Keras.Compiler.Tests.Reference.ReferenceTensor;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Ops that move elements.</summary>
public static partial class ReferenceOps
{
    private static ReferenceTensor Reshape(ReferenceTensor x, int[] shape) =>
        shape.Aggregate(1, (product, length) => product * length) == x.Data.Length
            ? new(shape, x.Data)
            : throw new InvalidOperationException($"({string.Join(", ", x.Shape)}) cannot become ({string.Join(", ", shape)}).");

    private static ReferenceTensor Transpose(Transpose transpose, ReferenceTensor x) =>
        Build([.. transpose.Permutation.Select(axis => x.Shape[axis])], index =>
        {
            var source = new int[x.Rank];
            for (var axis = 0; axis < x.Rank; axis++) source[transpose.Permutation[axis]] = index[axis];
            return x[source];
        });

    private static ReferenceTensor Concatenate(int axis, ReferenceTensor[] parts) =>
        Build(With(parts[0].Shape, axis, parts.Sum(part => part.Shape[axis])), index =>
        {
            var position = index[axis];
            foreach (var part in parts)
            {
                if (position < part.Shape[axis]) return part[With(index, axis, position)];
                position -= part.Shape[axis];
            }
            throw new InvalidOperationException("Parts are shorter than their sum.");
        });

    private static ReferenceTensor Gather(ReferenceTensor table, ReferenceTensor ids) =>
        Build([.. ids.Shape, .. table.Shape[1..]], index => table[[(int)ids[index[..ids.Rank]], .. index[ids.Rank..]]]);

    private static ReferenceTensor[] Distinct(ReferenceTensor ids, int room)
    {
        var found = ids.Data.Distinct().ToList();
        return [new([room], [.. found, .. Enumerable.Repeat(0.0, room - found.Count)]), new(ids.Shape, [.. ids.Data.Select(id => (double)found.IndexOf(id))])];
    }

    private static ReferenceTensor ScatterAdd(ReferenceTensor values, ReferenceTensor ids, int rows)
    {
        int[] rest = values.Shape[ids.Rank..];
        var table = Build([rows, .. rest], _ => 0);
        var width = rest.Aggregate(1, (product, length) => product * length);
        for (var i = 0; i < values.Data.Length; i++) table.Data[(int)ids.Data[i / width] * width + i % width] += values.Data[i];
        return table;
    }

    private static ReferenceTensor Slice(ReferenceTensor x, int axis, int start, int length) =>
        Build(With(x.Shape, axis, length), index => x[With(index, axis, index[axis] + start)]);

    private static ReferenceTensor Pad(ReferenceTensor x, int axis, int before, int after, double value) =>
        Build(With(x.Shape, axis, before + x.Shape[axis] + after), index =>
            index[axis] >= before && index[axis] < before + x.Shape[axis] ? x[With(index, axis, index[axis] - before)] : value);

    private static int[] With(int[] numbers, int position, int number) =>
        [.. numbers.Select((present, i) => i == position ? number : present)];
}
