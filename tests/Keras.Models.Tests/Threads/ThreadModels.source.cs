using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using Keras;
using Keras.Layers;

namespace ManyThreads;

/// <summary>Kernels of some milliseconds.</summary>
public sealed partial class Vision : Model
{
    [Conv2D(16, 3, Activation = Activation.Relu)]  private readonly Conv2D _first;
    [Conv2D(48, 3, Padding = Padding.Same)]        private readonly Conv2D _second;
    [BatchNormalization]                           private readonly BatchNormalization _normal;
    [Conv2D(32, 3, 2, Activation = Activation.Relu)] private readonly Conv2D _third;
    [MaxPooling2D(2)]                              private readonly MaxPooling2D _pool;
    [Flatten]                                      private readonly Flatten _flatten;
    [Dense(96, Activation = Activation.Tanh)]      private readonly Dense _hidden;
    [Dropout(0.2)]                                 private readonly Dropout _dropout;
    [Dense(10, Activation = Activation.Softmax)]   private readonly Dense _head;

    public partial KerasTensor Call([Input(40, 40, 3)] KerasTensor image);
}

/// <summary>Many small kernels, one after the other.</summary>
public sealed partial class Text : Model
{
    [Embedding(500, 96)]                         private readonly Embedding _embedding;
    [LSTM(80)]                                   private readonly LSTM _lstm;
    [Dense(1, Activation = Activation.Sigmoid)]  private readonly Dense _head;

    public partial KerasTensor Call([Input(60, DType = DType.Int32)] KerasTensor words);
}

public static class Checks
{
    private static readonly int[] Counts = [1, 2, 3, 4];

    private static Tensor<float> Images(int batch) => Tensor.Create(
        Enumerable.Range(0, batch * 40 * 40 * 3).Select(i => MathF.Sin(0.37f * i)).ToArray(), [batch, 40, 40, 3]);

    private static int[] Ids(int batch) => [.. Enumerable.Range(0, batch * 60).Select(i => i * 37 % 500)];

    private static Tensor<int> Words(int batch) => Tensor.Create(Ids(batch), [batch, 60]);

    private static float[] Flat(Tensor<float> tensor)
    {
        var values = new float[(int)tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static string? Each(Func<float[]> compute, int calls)
    {
        var threads = KerasOptions.Threads;
        float[]? expected = null;
        try
        {
            foreach (var count in Counts)
            {
                KerasOptions.Threads = count;
                for (var call = 0; call < calls; call++)
                {
                    var actual = compute();
                    expected ??= actual;
                    if (!actual.AsSpan().SequenceEqual(expected))
                        return $"With {count} threads, call {call}: value {Enumerable.Range(0, actual.Length).First(i => actual[i] != expected[i])} is another.";
                }
            }
            return null;
        }
        finally
        {
            KerasOptions.Threads = threads;
        }
    }

    public static string? Predictions()
    {
        using var vision = new Vision(seed: 1);
        using var text = new Text(seed: 1);
        // Calls enough to go through a batch in every way: as a whole, in tiles, by threads that take samples.
        const int calls = 10;
        foreach (var batch in new[] { 1, 5, 29, 33 })
            if ((Each(() => Flat(vision.Predict(Images(batch))), calls) ?? Each(() => Flat(text.Predict(Words(batch))), calls)) is { } failure)
                return $"A batch of {batch}: {failure}";
        return null;
    }

    public static string? Training() =>
        Each(
            () =>
            {
                using var model = new Vision(seed: 1);
                model.Compile(new Adam(), Loss.SparseCategoricalCrossentropy);
                var labels = Tensor.Create(Enumerable.Range(0, 6).ToArray(), [6, 1]);
                for (var step = 0; step < 3; step++) model.TrainOnBatch(Images(6), labels);
                return [.. model.GetWeights().SelectMany(Flat)];
            }, 1)
        ?? Each(
            () =>
            {
                using var model = new Text(seed: 1);
                model.Compile(new RMSprop(), Loss.BinaryCrossentropy);
                var labels = Tensor.Create(Enumerable.Range(0, 33).Select(i => (float)(i % 2)).ToArray(), [33, 1]);
                for (var step = 0; step < 3; step++) model.TrainOnBatch(Words(33), labels);
                return [.. model.GetWeights().SelectMany(Flat)];
            }, 1);

    public static string? Allocation()
    {
        var threads = KerasOptions.Threads;
        KerasOptions.Threads = 2;
        try
        {
            using var model = new Vision(seed: 1);
            using var text = new Text(seed: 1);
            foreach (var batch in new[] { 1, 40 })
            {
                var (images, classes, words, scores) = (Flat(Images(batch)), new float[batch * 10], Ids(batch), new float[batch]);
                var bytes = long.MaxValue;
                // A collection on another thread counts the rest of this thread's allocation window as allocated, but not each time.
                for (var attempt = 0; attempt < 10 && bytes > 0; attempt++)
                {
                    var before = 0L;
                    for (var call = 0; call < 20; call++)
                    {
                        if (call == 10) before = GC.GetAllocatedBytesForCurrentThread();
                        model.Predict(new(images), new(classes), batch);
                        text.Predict(new(words), new(scores), batch);
                    }
                    bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
                }
                if (bytes != 0) return $"Ten predictions of {batch} samples allocate {bytes} bytes.";
            }
            return null;
        }
        finally
        {
            KerasOptions.Threads = threads;
        }
    }

    public static string? Callers()
    {
        var threads = KerasOptions.Threads;
        KerasOptions.Threads = 3;
        try
        {
            using var model = new Vision(seed: 1);
            string? failure = null;
            var callers = Enumerable.Range(1, 8).Select(batch => new Thread(() =>
            {
                var images = Images(batch);
                var expected = Flat(model.Predict(images));
                for (var call = 0; call < 10; call++)
                    if (!Flat(model.Predict(images)).AsSpan().SequenceEqual(expected)) failure = $"Call {call} of caller {batch} gives something else.";
            })).ToList();
            callers.ForEach(caller => caller.Start());
            return callers.All(caller => caller.Join(TimeSpan.FromMinutes(2))) ? failure : "A caller waits for ever.";
        }
        finally
        {
            KerasOptions.Threads = threads;
        }
    }
}
