using System;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading.Tasks;
using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Recurrence;

public sealed partial class Whole : Model
{
    [LSTM(5)] private readonly LSTM _lstm;

    public KerasTensor Call([Input(None, 3)] KerasTensor x) => _lstm.Call(x);
}

/// <summary>The same in two halves, of which the second goes on from the states of the first.</summary>
public sealed partial class Halves : Model
{
    [LSTM(5)] private readonly LSTM _lstm;

    public KerasTensor Call([Input(None, 3)] KerasTensor first, [Input(None, 3)] KerasTensor second)
    {
        var (_, h, c) = _lstm.CallWithState(first);
        return _lstm.Call(second, initialState: [h, c]);
    }
}

public sealed partial class Deep : Model
{
    [GRU(17, ReturnSequences = true, Dropout = 0.1)]        private readonly Bidirectional<GRU> _first;
    [SimpleRNN(33, ReturnSequences = true), Layer(Name = "middle")] private readonly SimpleRNN _second;
    [LSTM(4, GoBackwards = true, RecurrentDropout = 0.1)]   private readonly LSTM _third;
    [Dense(2)]                                              private readonly Dense _head;

    public KerasTensor Call([Input(None, 3)] KerasTensor x) => _head.Call(_third.Call(_second.Call(_first.Call(x))));
}

public static class Checks
{
    private static Tensor<float> Sequence(int batch, int time, int offset = 0) => Tensor.Create(
        Enumerable.Range(0, batch * time * 3).Select(i => MathF.Sin(0.37f * (i + offset))).ToArray(), [batch, time, 3]);

    private static float[] Flat(Tensor<float> tensor)
    {
        var values = new float[(int)tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static string? Same(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (expected.Length != actual.Length) return $"{what}: {expected.Length} values are expected, {actual.Length} are found.";
        for (var i = 0; i < expected.Length; i++)
            if (MathF.Abs(expected[i] - actual[i]) > 1e-5f * MathF.Max(1, MathF.Abs(expected[i]))) return $"{what}: value {i} is {actual[i]}, not {expected[i]}.";
        return null;
    }

    private static string? Is(string what, object expected, object actual) => Equals(expected, actual) ? null : $"{what} is {actual}, not {expected}.";

    public static string? Handles()
    {
        using var model = new Deep(seed: 1);
        using var lstm = new Whole(seed: 1);
        var bias = Flat(lstm.Lstm.Bias!.ToTensor());
        var recurrent = Flat(lstm.Lstm.RecurrentKernel.ToTensor());
        var row = recurrent[..20];
        return Is("weights of both directions", 6, model.First.Weights.Count)
            ?? Is("path", "first/backward_layer/recurrent_kernel", model.First.BackwardLayer.RecurrentKernel.Path)
            ?? Is("bias", "(2, 51)", model.First.ForwardLayer.Bias!.Shape.ToString())
            ?? Is("shape", "(None, None, 34)", model.First.OutputShape.ToString())
            ?? Is("name", "middle", model.Second.Name)
            ?? Is("forget gate", 5f, bias.Sum())
            ?? Is("forget gate's place", 1f, bias[5])
            // Rows of an orthogonal matrix have length 1.
            ?? (MathF.Abs(row.Sum(v => v * v) - 1) < 1e-5f ? null : "The recurrent kernel is not orthogonal.");
    }

    public static string? States()
    {
        using var whole = new Whole(seed: 2);
        using var halves = new Halves(seed: 3);
        halves.SetWeights(whole.GetWeights());
        foreach (var batch in new[] { 1, 3, 32, 33 })
            foreach (var (first, second) in new[] { (1, 1), (4, 2), (2, 7) })
            {
                var all = Flat(Sequence(batch, first + second));
                Tensor<float> Part(int from, int count) => Tensor.Create(
                    Enumerable.Range(0, batch).SelectMany(b => all.Skip((b * (first + second) + from) * 3).Take(count * 3)).ToArray(), [batch, count, 3]);
                var expected = Flat(whole.Predict(Tensor.Create(all, [batch, first + second, 3])));
                if (Same($"batch {batch}, {first} and {second} steps", expected, Flat(halves.Predict(new(Part(0, first), Part(first, second))))) is { } fault) return fault;
            }
        return null;
    }

    public static string? Batches()
    {
        using var model = new Deep(seed: 4);
        foreach (var time in new[] { 1, 2, 9 })
        {
            var all = Flat(Sequence(33, time));
            var together = Flat(model.Predict(Tensor.Create(all, [33, time, 3])));
            for (var sample = 0; sample < 33; sample++)
            {
                var alone = Flat(model.Predict(Tensor.Create(all.Skip(sample * time * 3).Take(time * 3).ToArray(), [1, time, 3])));
                if (Same($"sample {sample} of {time} steps", alone, together.AsSpan(sample * 2, 2)) is { } fault) return fault;
            }
        }
        return null;
    }

    public static string? Threads()
    {
        using var model = new Deep(seed: 5);
        var inputs = Enumerable.Range(0, 8).Select(i => Sequence(1 + i % 3, 2 + i, i)).ToArray();
        var expected = inputs.Select(x => Flat(model.Predict(x))).ToArray();
        string? failure = null;
        Parallel.For(0, 200, i => failure ??= Same($"call {i}", expected[i % 8], Flat(model.Predict(inputs[i % 8]))));
        return failure;
    }

    public static string? Allocation()
    {
        using var model = new Deep(seed: 6);
        var (x, y) = (Flat(Sequence(3, 7)), new float[6]);
        for (var i = 0; i < 50; i++) model.Predict(new(x), new(y), 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) model.Predict(new(x), new(y), 3);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return Is("bytes that predictions allocate", 0L, bytes);
    }

    public static string? Training()
    {
        float[] Train(Deep model, out double first, out double last)
        {
            model.Compile(new Adam(0.01f), Loss.MeanSquaredError);
            // The first step's first feature, and the average of another.
            var x = Sequence(48, 6);
            var values = Flat(x);
            var y = Tensor.Create(Enumerable.Range(0, 48).SelectMany(b =>
                new[] { values[b * 18], Enumerable.Range(0, 6).Average(step => values[b * 18 + step * 3 + 1]) }).ToArray(), [48, 2]);
            var history = model.Fit(x, y, epochs: 40, batchSize: 8, verbose: 0);
            (first, last) = (history["loss"][0], history["loss"][^1]);
            return Flat(model.Predict(x));
        }
        using var one = new Deep(seed: 7);
        using var other = new Deep(seed: 7);
        var (left, right) = (Train(one, out var first, out var last), Train(other, out _, out _));
        if (!(last < 0.3 * first)) return $"The loss went from {first} to {last} only.";
        return left.AsSpan().SequenceEqual(right) ? null : "Equal seeds gave other weights.";
    }

    public static string? Files()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            using var model = new Deep(seed: 8);
            using var loaded = new Deep(seed: 9);
            model.Save(path);
            loaded.Load(path);
            return Same("predictions of a loaded model", Flat(model.Predict(Sequence(2, 3))), Flat(loaded.Predict(Sequence(2, 3))));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
