using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Autodiff;

/// <summary>Random programs: branches, merges, shared weights, values read several times, several outputs and loss terms.</summary>
public static class RandomPrograms
{
    private static readonly Dim Time = Dim.Symbol("time");

    private static readonly string[] Functions = ["Tanh", "Sin", "Sigmoid", "Cos", "Erf", "Softplus"];

    /// <summary>The program of a seed, over the symbols <c>batch</c> and <c>time</c>.</summary>
    public static Program Of(int seed)
    {
        var random = new Random(seed);
        var sketch = new ProgramSketch();
        var weights = new Dictionary<(Dim, int), Value>();
        List<Value> pool =
        [
            sketch.Input("x", Shape.Of(Dim.Batch, 3)),
            sketch.Input("sequence", Shape.Of(Dim.Batch, Time, 2)),
            sketch.Input("unknown", Shape.Of(Dim.Batch, 1, 2)),
        ];
        for (var i = 0; i < 10; i++) pool.Add(Step("v" + i));
        Value[] outputs = [pool[^1], .. Enumerable.Range(0, random.Next(2)).Select(_ => Any())];
        Value[] terms = [.. Enumerable.Range(0, random.Next(2)).Select(i => sketch.Builder.ActivityPenalty("penalty" + i, Any(), 0, 0.1))];
        return sketch.Build(outputs, terms);

        Value Any() => pool[random.Next(pool.Count)];

        Value Step(string name)
        {
            var (b, x) = (sketch.Builder, Any());
            var (rank, last) = (x.Shape.Rank, x.Shape[-1]);
            return random.Next(14) switch
            {
                0 or 1 when last.IsKnown => b.Map(name, Apply("Tanh", Operand(0)), b.MatMul(name + "_product", x, Weight(last))),
                2 => b.Softmax(name, x, random.Next(1, rank)),
                3 => b.LogSoftmax(name, x),
                4 when rank == 3 => b.Transpose(name, x, [0, 2, 1]),
                5 when rank == 3 => b.Reduce(name, random.Next(2) == 0 ? ReduceKind.Mean : ReduceKind.Sum, x, [random.Next(1, 3)]),
                6 => b.Reshape(name, x, Shape.Of(Dim.Batch, x.Shape.Dims.Skip(1).Aggregate((l, r) => l * r))),
                7 => Normalised(b, name, x),
                8 when last.IsKnown && last.Value > 1 => b.Slice(name, x, -1, 1, last - 1),
                9 => b.Pad(name, x, random.Next(1, rank), 1, random.Next(2), 0.5),
                10 => b.Concatenate(name, -1, x, b.Map(name, Apply("Sin", Operand(0)), x), x),
                11 => b.Map(name, Operand(0) * Apply("Sigmoid", Operand(1)), x, b.LogSumExp(name, x, -1, keepDims: true)),
                12 when pool.FirstOrDefault(other => other != x && other.Shape.Rank == rank && other.Shape.Agrees(x.Shape)) is { } other
                    && x.Shape == other.Shape => b.Map(name, Operand(0) * Operand(1) - Operand(0), x, other),
                _ => b.Map(name, Apply(Functions[random.Next(Functions.Length)], Operand(0) * 1.3), x),
            };
        }

        Value Weight(Dim inputs)
        {
            var key = (inputs, random.Next(1, 4));
            if (!weights.TryGetValue(key, out var weight))
                weights[key] = weight = sketch.Weight($"w{weights.Count}", Shape.Of(inputs, key.Item2));
            return weight;
        }
    }

    private static Value Normalised(ProgramBuilder b, string name, Value x)
    {
        var (mean, variance) = b.Moments(name, x, [-1]);
        return b.Map(name, (Operand(0) - Operand(1)) * Apply("ReciprocalSqrt", Operand(2) + 0.5), x, mean, variance);
    }
}
