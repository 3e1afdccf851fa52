using System.Numerics.Tensors;
using Keras.Runtime.Tests.Training.Models;

namespace Keras.Runtime.Tests.Training;

public sealed class ServingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(32)]
    [InlineData(300)]
    public void Spans_and_tensors_give_the_same_at_every_batch_size(int batch)
    {
        var data = Toys.Make(batch);
        using var model = new TwoHeads(1);
        var (scores, value) = model.Predict(data.Inputs);
        Assert.Equal([batch, 3], scores.Lengths.ToArray());
        var (spanScores, spanValue) = (new float[batch * 3], new float[batch]);
        model.Predict(new(Toys.Flat(data.Features), Toys.Flat(data.Extra)), new(spanScores, spanValue), batch);
        Assert.Equal(Toys.Flat(scores), spanScores);
        Assert.Equal(Toys.Flat(value), spanValue);
        for (var row = 0; row < batch; row++) Assert.Equal(1f, spanScores.AsSpan(row * 3, 3).ToArray().Sum(), 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(32)]
    public void Predicting_spans_allocates_nothing(int batch)
    {
        using var model = new TwoHeads(1);
        var data = Toys.Make(batch);
        var (features, extra, scores, value) = (Toys.Flat(data.Features), Toys.Flat(data.Extra), new float[batch * 3], new float[batch]);
        for (var i = 0; i < 3; i++) model.Predict(new(features, extra), new(scores, value), batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) model.Predict(new(features, extra), new(scores, value), batch);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Eight_threads_predict_at_once_without_allocating_and_each_its_own()
    {
        using var model = new TwoHeads(1);
        var faults = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var start = new Barrier(8);
        var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            var batch = 1 + number;
            var data = Toys.Make(batch, number);
            var (features, extra, scores, value) = (Toys.Flat(data.Features), Toys.Flat(data.Extra), new float[batch * 3], new float[batch]);
            var expected = Toys.Flat(model.Predict(data.Inputs).Scores);
            model.Predict(new(features, extra), new(scores, value), batch);
            start.SignalAndWait();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 300; i++)
            {
                model.Predict(new(features, extra), new(scores, value), batch);
                if (!scores.AsSpan().SequenceEqual(expected)) faults.Enqueue($"thread {number} got another's result");
            }
            if (GC.GetAllocatedBytesForCurrentThread() != before) faults.Enqueue($"thread {number} allocated");
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_prediction_during_training_sees_whole_steps_only()
    {
        // The optimizer sets every weight to the number of the step, slowly, so that a torn prediction would show.
        using var model = new TwoHeads(1);
        model.Compile(new CountingOptimizer(), new(Value: Loss.MeanSquaredError));
        var data = Toys.Make(64);
        using var stop = new CancellationTokenSource();
        var training = Task.Run(() =>
        {
            try { model.Fit(data.Inputs, new(Value: data.Values), batchSize: 1, epochs: int.MaxValue, verbose: 0, cancellationToken: stop.Token); }
            catch (OperationCanceledException) { }
        });
        // value = 8·relu(Σ features·w + w)·w + w: with all weights equal to w it is a function of w alone.
        var (features, extra, scores, value) = (new float[] { 1, 0, 0, 0 }, new float[2], new float[3], new float[1]);
        var seen = new HashSet<float>();
        for (var i = 0; i < 2000 || seen.Count < 3; i++)
        {
            // Asked before the prediction: one from before the first step is of the initial weights.
            var hasBegun = model.Optimizer.Iterations > 0;
            model.Predict(new(features, extra), new(scores, value), 1);
            if (!hasBegun) continue;
            var w = (-1f + MathF.Sqrt(1f + 64f * value[0])) / 32f;
            Assert.True(Math.Abs(w - MathF.Round(w)) < 1e-3f, $"a torn prediction: {value[0]}");
            seen.Add(MathF.Round(w));
        }
        await stop.CancelAsync();
        await training;
        Assert.True(seen.Count >= 3);
    }

    [Fact]
    public void Wrong_data_is_refused_with_the_input_and_both_shapes_and_the_model_stays_usable()
    {
        var data = Toys.Make(4);
        using var model = new TwoHeads(1);
        Assert.Equal("Input \"features\" expects shape (None, 4), but received data of shape (4, 2).",
            Assert.Throws<ArgumentException>(() => model.Predict(new(data.Extra, data.Extra))).Message);
        Assert.Contains("Input \"extra\" of shape (2, 2) has 2 samples, input \"features\" of shape (4, 4) has 4",
            Assert.Throws<ArgumentException>(() => model.Predict(new(data.Features, data.Extra[..2, ..]))).Message, StringComparison.Ordinal);
        Assert.Contains("Missing data for input \"extra\" of shape (None, 2)",
            Assert.Throws<ArgumentException>(() => model.Predict(new(data.Features, null!))).Message, StringComparison.Ordinal);
        Assert.Contains("Input \"extra\" of shape (None, 2) holds 3 values; a batch of 1 has 2",
            Assert.Throws<ArgumentException>(() => model.Predict(new(new float[4], new float[3]), new(new float[3], new float[1]), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("Output \"value\" of shape (None, 1) has room for 2 values; a batch of 1 has 1",
            Assert.Throws<ArgumentException>(() => model.Predict(new(new float[4], new float[2]), new(new float[3], new float[2]), 1)).Message, StringComparison.Ordinal);
        var broken = Toys.Flat(data.Features);
        broken[6] = float.NaN;
        Assert.Contains("Input \"features\" holds NaN, first in sample 1 at element 2",
            Assert.Throws<ArgumentException>(() => model.Predict(new(Tensor.Create(broken, [4, 4]), data.Extra))).Message, StringComparison.Ordinal);
        model.RefuseNaN = false;
        model.Predict(new(Tensor.Create(broken, [4, 4]), data.Extra));
        model.Predict(data.Inputs);
    }

    [Fact]
    public void A_disposed_model_predicts_no_more()
    {
        var model = new TwoHeads(1);
        model.Predict(Toys.Make(1).Inputs);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Predict(Toys.Make(1).Inputs));
    }

    private sealed class CountingOptimizer() : Optimizer("counting", 1f)
    {
        protected internal override void Update(in VariableUpdate update)
        {
            update.Values.Fill(update.Step % 50 + 1);
            Thread.SpinWait(200);
        }
    }
}
