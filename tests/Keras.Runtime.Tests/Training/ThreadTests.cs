using Keras.Runtime.Tests.Kernels;
using Keras.Runtime.Tests.Training.Models;

namespace Keras.Runtime.Tests.Training;

/// <summary>Models on several threads: the same results, no allocation, and no call that waits for another.</summary>
[Collection(ThreadsCollection.Name)]
public sealed class ThreadTests
{
    /// <summary>Calls enough to divide batches both by kernels and by samples.</summary>
    private const int Calls = 8;

    [Theory, InlineData(1), InlineData(33), InlineData(64), InlineData(300)]
    public void Predictions_are_the_same(int batch)
    {
        using var model = new TwoHeads(1);
        var data = Toys.Make(batch);
        var expected = Predict();
        foreach (var threads in new[] { 1, 2, 3, 4 })
        {
            using var many = new ManyThreads(threads);
            for (var i = 0; i < Calls; i++) Assert.Equal(expected, Predict());
        }

        float[] Predict()
        {
            var (scores, value) = model.Predict(data.Inputs);
            return [.. Toys.Flat(scores), .. Toys.Flat(value)];
        }
    }

    [Theory, InlineData(33), InlineData(300)]
    public void Predicting_spans_allocates_nothing(int batch)
    {
        using var many = new ManyThreads(3);
        using var model = new TwoHeads(1);
        var data = Toys.Make(batch);
        var (features, extra, scores, value) = (Toys.Flat(data.Features), Toys.Flat(data.Extra), new float[batch * 3], new float[batch]);
        for (var i = 0; i < Calls; i++) model.Predict(new(features, extra), new(scores, value), batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) model.Predict(new(features, extra), new(scores, value), batch);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Trained_weights_are_the_same()
    {
        foreach (var optimizer in new Func<Optimizer>[]
                 { () => new SGD(0.1f, momentum: 0.9f), () => new RMSprop(), () => new Adam(amsgrad: true), () => new Adagrad(), () => new Lion() })
        {
            float[]? expected = null;
            foreach (var threads in new[] { 1, 2, 3, 4 })
            {
                using var many = new ManyThreads(threads);
                using var model = Toys.Compiled(optimizer: optimizer());
                var data = Toys.Make(64);
                model.Fit(data.Inputs, data.Targets, batchSize: 33, epochs: 2, verbose: 0);
                Assert.Equal(expected ??= Toys.Snapshot(model), Toys.Snapshot(model));
            }
        }
    }

    [Fact]
    public void Eight_threads_predict_while_the_number_of_threads_changes()
    {
        using var many = new ManyThreads(3);
        using var model = new TwoHeads(1);
        var faults = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var callers = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            var batch = 40 + number;
            var data = Toys.Make(batch, number);
            var (features, extra, scores, value) = (Toys.Flat(data.Features), Toys.Flat(data.Extra), new float[batch * 3], new float[batch]);
            var expected = Toys.Flat(model.Predict(data.Inputs).Scores);
            for (var i = 0; i < 200; i++)
            {
                model.Predict(new(features, extra), new(scores, value), batch);
                if (!scores.AsSpan().SequenceEqual(expected)) faults.Enqueue($"caller {number} got another's result");
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        for (var i = 0; i < 20; i++)
        {
            KerasOptions.Threads = 1 + i % 4;
            Thread.Sleep(1);
        }
        Assert.All(callers, caller => Assert.True(caller.Join(TimeSpan.FromSeconds(60))));
        Assert.Empty(faults);
    }
}
