using Keras.Compiler.Ops;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Ops that run a program of their own.</summary>
public static partial class ReferenceOps
{
    private static ReferenceTensor[] Split(ReferenceTensor x, int axis, int[] lengths)
    {
        var start = 0;
        return [.. lengths.Select(length =>
        {
            var part = Slice(x, axis, start, length);
            start += length;
            return part;
        })];
    }

    /// <summary>One step after the other.</summary>
    private static ReferenceTensor[] Scan(Scan scan, ReferenceTensor[] operands, ReferenceEnvironment environment)
    {
        var (body, length) = (scan.Body, environment.Length(scan.Length));
        var (first, last) = (body.Carries.Length, body.Carries.Length + body.Sequences.Length);
        var carries = operands[..first];
        var steps = new ReferenceTensor[length][];
        foreach (var step in scan.Reverse ? Enumerable.Range(0, length).Reverse() : Enumerable.Range(0, length))
        {
            ReferenceTensor[] arguments = [.. carries, .. operands[first..last].Select(x => Entry(x, step)), .. operands[last..]];
            var values = body.Parameters.Zip(arguments).ToDictionary(pair => pair.First, pair => pair.Second);
            foreach (var instruction in body.Instructions)
            {
                var results = Evaluate(instruction.Op, [.. instruction.Operands.Select(operand => values[operand])], environment);
                for (var i = 0; i < results.Length; i++) values.Add(instruction.Results[i], results[i]);
            }
            carries = [.. body.NewCarries.Select(value => values[value])];
            steps[step] = [.. body.Outputs.Select(value => values[value])];
        }
        return [.. carries, .. body.Outputs.Select((output, i) => new ReferenceTensor(
            [length, .. environment.Lengths(output.Shape)], [.. steps.SelectMany(step => step[i].Data)]))];
    }

    /// <summary>Two samples after two, the last alone where they do not come out even.</summary>
    private static ReferenceTensor[] Tiled(Tiled tiled, ReferenceTensor[] operands, ReferenceEnvironment environment)
    {
        var (body, samples) = (tiled.Body, environment.Length(tiled.Samples));
        var tiles = Enumerable.Range(0, (samples + 1) / 2).Select(tile =>
        {
            var (first, length) = (2 * tile, Math.Min(2, samples - 2 * tile));
            var inner = environment.With(TileBody.Symbol, length);
            ReferenceTensor[] arguments = [.. operands[..body.Cut.Length].Select(x => Slice(x, 0, first, length)), .. operands[body.Cut.Length..]];
            var values = body.Cut.Concat(body.Shared).Zip(arguments).ToDictionary(pair => pair.First, pair => pair.Second);
            foreach (var instruction in body.Instructions)
            {
                var results = Evaluate(instruction.Op, [.. instruction.Operands.Select(operand => values[operand])], inner);
                for (var i = 0; i < results.Length; i++) values.Add(instruction.Results[i], results[i]);
            }
            return values;
        }).ToList();
        return
        [
            .. body.Outputs.Select(output => Concatenate(0, [.. tiles.Select(tile => tile[output])])),
            .. body.Sums.Select(sum => new ReferenceTensor(tiles[0][sum].Shape, [.. tiles[0][sum].Data.Select((_, i) => tiles.Sum(tile => tile[sum].Data[i]))])),
        ];
    }

    private static ReferenceTensor Entry(ReferenceTensor x, int index)
    {
        var size = x.Data.Length / x.Shape[0];
        return new(x.Shape[1..], x.Data[(index * size)..((index + 1) * size)]);
    }
}
