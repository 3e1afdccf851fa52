using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace SteadyTraining;

/// <summary>Several inputs and outputs, a table that is updated by rows, a recurrence.</summary>
public sealed partial class News : Model
{
    [Embedding(200, 24)]                         private readonly Embedding _embedding;
    [LSTM(16)]                                   private readonly LSTM _lstm;
    [Dense(20, Activation = Activation.Relu)]    private readonly Dense _hidden;
    [Dense(1, Activation = Activation.Sigmoid)]  private readonly Dense _main, _aux;

    public (KerasTensor Main, KerasTensor Aux) Call([Input(12, DType = DType.Int32)] KerasTensor words, [Input(5)] KerasTensor facts)
    {
        var encoded = _lstm.Call(_embedding.Call(words));
        return (_main.Call(_hidden.Call(Concatenate([encoded, facts]))), _aux.Call(encoded));
    }
}

/// <summary>Statistics that the forward pass writes, random masks, classes as numbers.</summary>
public sealed partial class Vision : Model
{
    [Conv2D(8, 3, Activation = Activation.Relu)]  private readonly Conv2D _first;
    [BatchNormalization]                          private readonly BatchNormalization _normal;
    [MaxPooling2D(2)]                             private readonly MaxPooling2D _pool;
    [Flatten]                                     private readonly Flatten _flatten;
    [Dropout(0.2)]                                private readonly Dropout _dropout;
    [Dense(10, Activation = Activation.Softmax)]  private readonly Dense _head;

    public KerasTensor Call([Input(12, 12, 3)] KerasTensor image) =>
        _head.Call(_dropout.Call(_flatten.Call(_pool.Call(_normal.Call(_first.Call(image))))));
}

/// <summary>A weight of more than a million elements, which is updated part by part, and a scalar output without a loss.</summary>
public sealed partial class Wide : Model
{
    [Dense(1024, Activation = Activation.Tanh)]  private readonly Dense _wide;
    [Dense(3)]                                   private readonly Dense _scores;
    [Dense(1)]                                   private readonly Dense _unused;

    public (KerasTensor Scores, KerasTensor Unused) Call([Input(1056)] KerasTensor features)
    {
        var wide = _wide.Call(features);
        return (_scores.Call(wide), _unused.Call(wide));
    }
}

public static class Checks
{
    private const int Batch = 8, Samples = 16 * Batch, WarmUp = 40, Steps = 60;

    private static Tensor<float> Numbers(int count, params nint[] shape) =>
        Tensor.Create(Enumerable.Range(0, count * (int)shape.Aggregate((nint)1, (a, b) => a * b)).Select(i => MathF.Sin(0.37f * i)).ToArray(), [count, .. shape]);

    private static Tensor<int> Integers(int count, int bound, params nint[] shape) =>
        Tensor.Create(Enumerable.Range(0, count * (int)shape.Aggregate((nint)1, (a, b) => a * b)).Select(i => i * 37 % bound).ToArray(), [count, .. shape]);

    private static Tensor<float> Flags(int count) => Tensor.Create(Enumerable.Range(0, count).Select(i => (float)(i % 2)).ToArray(), [count, 1]);

    /// <summary>For each model: a step by itself, and a training over all samples that tells of each step.</summary>
    private static IEnumerable<(string Name, Action Train, Action Test, Action<Callback> Fit)> Models(Func<Optimizer> optimizer)
    {
        var news = new News(seed: 1);
        news.Compile(optimizer(), Loss.BinaryCrossentropy, lossWeights: new(Main: 1f, Aux: 0.2f), metrics: new(Main: Metric.BinaryAccuracy));
        News.Inputs few = new(Integers(Batch, 200, 12), Numbers(Batch, 5)), all = new(Integers(Samples, 200, 12), Numbers(Samples, 5));
        var (flags, allFlags) = (Flags(Batch), Flags(Samples));
        var counts = Numbers(Batch);
        yield return ("News", () => news.TrainOnBatch(few, new(flags, flags), new(Main: counts)), () => news.TestOnBatch(few, new(flags, flags)),
            watch => news.Fit(all, new(allFlags, allFlags), batchSize: Batch, epochs: 4, verbose: 0, callbacks: [watch]));

        var vision = new Vision(seed: 1);
        vision.Compile(optimizer(), Loss.SparseCategoricalCrossentropy, metrics: Metric.Accuracy);
        var (images, classes, allImages, allClasses) = (Numbers(Batch, 12, 12, 3), Integers(Batch, 10, 1), Numbers(Samples, 12, 12, 3), Integers(Samples, 10, 1));
        yield return ("Vision", () => vision.TrainOnBatch(images, classes), () => vision.TestOnBatch(images, classes),
            watch => vision.Fit(allImages, allClasses, batchSize: Batch, epochs: 4, verbose: 0, callbacks: [watch]));

        var wide = new Wide(seed: 1);
        wide.Compile(optimizer(), new(Scores: Loss.MeanSquaredError), metrics: new(Scores: Metric.MeanAbsoluteError));
        var (features, scores, allFeatures, allScores) = (Numbers(Batch, 1056), Numbers(Batch, 3), Numbers(Samples, 1056), Numbers(Samples, 3));
        yield return ("Wide", () => wide.TrainOnBatch(features, new(scores, default)), () => wide.TestOnBatch(features, new(scores, default)),
            watch => wide.Fit(allFeatures, new(allScores, default), batchSize: Batch, epochs: 4, verbose: 0, callbacks: [watch]));
    }

    private static readonly Func<Optimizer>[] Optimizers =
    [
        () => new RMSprop(), () => new SGD(momentum: 0.9f) { ClipValue = 0.5f }, () => new Adam() { GlobalClipNorm = 1f },
        () => new AdamW() { GradientAccumulationSteps = 2 }, () => new Lamb() { UseEma = true },
    ];

    /// <summary>The least of several measurements: a collection on another thread counts the rest of this thread's allocation window as
    /// allocated, but not each time.</summary>
    private static long Least(Func<long> measure)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 10 && least > 0; attempt++) least = Math.Min(least, measure());
        return least;
    }

    /// <summary>What a batch that is trained or tested by itself allocates after the first.</summary>
    public static string? Batches()
    {
        foreach (var optimizer in Optimizers)
            foreach (var (name, train, test, _) in Models(optimizer))
                foreach (var step in new[] { train, test })
                {
                    step();
                    step();
                    var bytes = Least(() =>
                    {
                        var before = GC.GetAllocatedBytesForCurrentThread();
                        for (var i = 0; i < Steps; i++) step();
                        return GC.GetAllocatedBytesForCurrentThread() - before;
                    });
                    if (bytes != 0) return $"{name} with {optimizer().Name}: {Steps} {(step == train ? "training" : "test")} batches allocate {bytes} bytes.";
                }
        return null;
    }

    /// <summary>What a step of Fit allocates.</summary>
    public static string? Fits()
    {
        foreach (var optimizer in Optimizers)
            foreach (var (name, _, _, fit) in Models(optimizer))
            {
                var steady = Least(() =>
                {
                    var (perStep, last) = (new List<long>(1000), 0L);
                    fit(new LambdaCallback(onTrainBatchEnd: (_, _) =>
                    {
                        var now = GC.GetAllocatedBytesForCurrentThread();
                        perStep.Add(now - last);
                        last = now;
                    }));
                    // The end of an epoch writes the history, and metrics begin anew.
                    return perStep.Chunk(Samples / Batch).Skip(1).SelectMany(epoch => epoch.Skip(2)).Max();
                });
                if (steady != 0) return $"{name} with {optimizer().Name}: a step of Fit allocates {steady} bytes.";
            }
        return null;
    }

    /// <summary>Whether steps touch memory that earlier ones have not.</summary>
    public static string? Pages()
    {
        if (!OperatingSystem.IsLinux()) return null;
        foreach (var (name, train, _, _) in Models(Optimizers[0]))
        {
            for (var i = 0; i < WarmUp; i++) train();
            Faults();
            var before = Faults();
            for (var i = 0; i < Steps; i++) train();
            var faults = Faults() - before;
            // The runtime itself may touch some.
            if (faults >= Steps / 2) return $"{name}: {Steps} training steps touch {faults} new pages.";
        }
        return null;
    }

    /// <summary>Minor page faults of this thread (proc_pid_stat(5), field 10; the second may hold blanks).</summary>
    private static long Faults()
    {
        var text = File.ReadAllText("/proc/thread-self/stat");
        return long.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture);
    }
}
