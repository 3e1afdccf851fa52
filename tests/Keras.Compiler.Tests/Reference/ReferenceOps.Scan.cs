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

    private static ReferenceTensor Entry(ReferenceTensor x, int index)
    {
        var size = x.Data.Length / x.Shape[0];
        return new(x.Shape[1..], x.Data[(index * size)..((index + 1) * size)]);
    }
}
