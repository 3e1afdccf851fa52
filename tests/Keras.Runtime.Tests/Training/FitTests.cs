using Keras.Runtime.Tests.Training.Models;

namespace Keras.Runtime.Tests.Training;

public sealed class FitTests
{
    [Fact]
    public void Training_converges_and_its_history_bears_Keras_names_in_alphabetical_order()
    {
        var data = Toys.Make(512);
        using var model = Toys.Compiled();
        var history = model.Fit(data.Inputs, data.Targets, epochs: 40, verbose: 0, validationSplit: 0.25);
        Assert.Equal(
            ["loss", "scores_accuracy", "scores_loss", "val_loss", "val_scores_accuracy", "val_scores_loss", "val_value_loss", "value_loss"],
            history.Keys);
        Assert.Equal(40, history["loss"].Count);
        Assert.Equal(Enumerable.Range(0, 40), history.Epoch);
        Assert.True(history["val_scores_accuracy"][^1] > 0.9f, $"accuracy {history["val_scores_accuracy"][^1]}");
        Assert.True(history["value_loss"][^1] < 0.02f, $"value loss {history["value_loss"][^1]}");
    }

    [Fact]
    public void The_total_is_the_weighted_sum_of_the_losses_and_the_penalties()
    {
        var data = Toys.Make(40);
        using var model = new TwoHeads(3);
        model.Compile(new SGD(0f), new(Scores: Loss.SparseCategoricalCrossentropy, Value: Loss.MeanSquaredError), lossWeights: new(Scores: 0.5f, Value: 2f));
        var figures = model.Evaluate(data.Inputs, data.Targets, batchSize: 16, verbose: 0);
        var kernel = Toys.Flat(model.Hidden.Kernel.ToTensor());
        var penalty = 0.001f * kernel.Sum(w => w * w);
        Assert.Equal(0.5f * figures["scores_loss"] + 2f * figures["value_loss"] + penalty, figures.Loss, 5);
        Assert.Equal(["loss", "scores_loss", "value_loss"], figures.Names);
        var fitted = model.Fit(data.Inputs, data.Targets, batchSize: 16, verbose: 0);
        Assert.Equal(figures.Loss, fitted["loss"][0], 5);
    }

    [Fact]
    public void Gradients_agree_with_differences_of_the_loss()
    {
        var data = Toys.Make(5);
        // With this seed no hidden unit lies at relu's kink, where a difference says nothing.
        using var model = Toys.Compiled(seed: 9);
        var gradients = model.GradientsOnBatch(data.Inputs, data.Targets);
        Assert.Equal(6, gradients.Count);
        foreach (var (path, weight) in model.NamedWeights())
        {
            var gradient = Toys.Flat(gradients[path]);
            var values = Toys.Flat(weight.ToTensor());
            for (var i = 0; i < values.Length; i++)
            {
                const float Step = 1e-3f;
                var original = values[i];
                var up = LossAt(original + Step);
                var down = LossAt(original - Step);
                LossAt(original);
                Assert.True(Math.Abs((up - down) / (2 * Step) - gradient[i]) < 2e-3f, $"{path}[{i}]: difference {(up - down) / (2 * Step)}, gradient {gradient[i]}");

                float LossAt(float value)
                {
                    values[i] = value;
                    weight.Assign(values);
                    return model.GradientsOnBatch(data.Inputs, data.Targets).Loss;
                }
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_bit_for_bit()
    {
        var data = Toys.Make(100);
        var runs = new List<float[]>();
        foreach (var seed in new[] { 5, 5, 6 })
        {
            using var model = Toys.Compiled(seed, new Adam());
            model.Fit(data.Inputs, data.Targets, epochs: 3, verbose: 0);
            runs.Add(Toys.Snapshot(model));
        }
        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
    }

    [Fact]
    public void The_order_of_samples_changes_with_the_epoch_unless_shuffle_is_off()
    {
        var data = Toys.Make(64);
        var orders = new Dictionary<bool, float[]>();
        foreach (var shuffle in new[] { true, false })
        {
            using var model = Toys.Compiled(1);
            model.Fit(data.Inputs, data.Targets, batchSize: 8, epochs: 2, shuffle: shuffle, verbose: 0);
            orders[shuffle] = Toys.Snapshot(model);
        }
        Assert.NotEqual(orders[true], orders[false]);
    }

    [Fact]
    public void Without_shuffle_Fit_takes_the_steps_of_TrainOnBatch_in_order()
    {
        var data = Toys.Make(10);
        using var fitted = Toys.Compiled(1);
        fitted.Fit(data.Inputs, data.Targets, batchSize: 4, shuffle: false, verbose: 0);
        using var stepped = Toys.Compiled(1);
        foreach (var (start, end) in new[] { (0, 4), (4, 8), (8, 10) })
            stepped.TrainOnBatch(
                new(data.Features[start..end, ..], data.Extra[start..end, ..]), new(data.Labels[start..end], data.Values[start..end, ..]));
        Assert.Equal(Toys.Snapshot(fitted), Toys.Snapshot(stepped));
    }

    [Fact]
    public void Frozen_layers_stay_bitwise_and_train_again_after_the_next_Compile()
    {
        var data = Toys.Make(64);
        using var model = Toys.Compiled();
        model.Hidden.Trainable = false;
        Compile();
        var kernel = Toys.Flat(model.Hidden.Kernel.ToTensor());
        var head = Toys.Flat(model.Scores.Kernel.ToTensor());
        model.Fit(data.Inputs, data.Targets, verbose: 0);
        Assert.Equal(kernel, Toys.Flat(model.Hidden.Kernel.ToTensor()));
        Assert.NotEqual(head, Toys.Flat(model.Scores.Kernel.ToTensor()));
        Assert.DoesNotContain("hidden/kernel", model.GradientsOnBatch(data.Inputs, data.Targets).Keys);

        model.Hidden.Trainable = true;
        model.Fit(data.Inputs, data.Targets, verbose: 0);
        Assert.Equal(kernel, Toys.Flat(model.Hidden.Kernel.ToTensor()));
        Compile();
        model.Fit(data.Inputs, data.Targets, verbose: 0);
        Assert.NotEqual(kernel, Toys.Flat(model.Hidden.Kernel.ToTensor()));

        void Compile() => model.Compile(new SGD(0.1f), new(Loss.SparseCategoricalCrossentropy, Loss.MeanSquaredError));
    }

    [Fact]
    public void Averages_replace_the_weights_also_where_training_is_stopped()
    {
        var data = Toys.Make(32);
        using var model = Toys.Compiled(1, new SGD(0.5f) { UseEma = true, EmaMomentum = 0.5f });
        var stop = new LambdaCallback(onEpochEnd: (_, _) => model.StopTraining = true);
        model.Fit(data.Inputs, data.Targets, batchSize: 16, epochs: 9, verbose: 0, callbacks: [stop]);
        using var twoSteps = Toys.Compiled(1, new SGD(0.5f) { UseEma = true, EmaMomentum = 0.5f });
        twoSteps.Fit(data.Inputs, data.Targets, batchSize: 16, epochs: 1, verbose: 0);
        using var plain = Toys.Compiled(1, new SGD(0.5f));
        plain.Fit(data.Inputs, data.Targets, batchSize: 16, epochs: 1, verbose: 0);
        Assert.Equal(Toys.Snapshot(twoSteps), Toys.Snapshot(model));
        Assert.NotEqual(Toys.Snapshot(plain), Toys.Snapshot(model));
    }

    [Fact]
    public void An_output_without_a_loss_needs_no_targets_and_sends_no_gradient()
    {
        var data = Toys.Make(32);
        using var model = new TwoHeads(1);
        model.Compile(new SGD(0.1f), new(Value: Loss.MeanSquaredError));
        var before = Toys.Flat(model.Scores.Kernel.ToTensor());
        var history = model.Fit(data.Inputs, new(Value: data.Values), verbose: 0);
        Assert.Equal(before, Toys.Flat(model.Scores.Kernel.ToTensor()));
        Assert.Equal(["loss", "value_loss"], history.Keys);
    }

    [Fact]
    public void Sample_weights_of_zero_take_samples_out()
    {
        var data = Toys.Make(8);
        var weights = System.Numerics.Tensors.Tensor.Create(new float[] { 1, 1, 1, 1, 0, 0, 0, 0 }, [8]);
        using var weighted = Toys.Compiled(1);
        weighted.TrainOnBatch(data.Inputs, data.Targets, weights);
        using var halved = Toys.Compiled(1, new SGD(0.05f));
        halved.Compile(new SGD(0.1f), new(Loss.SparseCategoricalCrossentropy, Loss.MeanSquaredError), lossWeights: new(0.5f, 0.5f));
        halved.TrainOnBatch(new(data.Features[..4, ..], data.Extra[..4, ..]), new(data.Labels[..4], data.Values[..4, ..]));
        foreach (var (one, other) in Toys.Snapshot(weighted).Zip(Toys.Snapshot(halved))) Assert.Equal(one, other, 1e-6f);
    }

    [Fact]
    public void A_cancelled_Fit_keeps_the_last_completed_step_and_the_model_usable()
    {
        var data = Toys.Make(64);
        using var model = Toys.Compiled();
        using var cancellation = new CancellationTokenSource();
        float[]? lastStep = null;
        var stopper = new LambdaCallback(onTrainBatchEnd: (batch, _) =>
        {
            lastStep = Toys.Snapshot(model);
            if (batch == 2) cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() =>
            model.Fit(data.Inputs, data.Targets, batchSize: 8, epochs: 5, verbose: 0, callbacks: [stopper], cancellationToken: cancellation.Token));
        Assert.Equal(lastStep, Toys.Snapshot(model));
        model.Predict(data.Inputs);
        Assert.Equal(2, model.Fit(data.Inputs, data.Targets, epochs: 2, verbose: 0)["loss"].Count);
    }

    [Fact]
    public void Streams_train_like_data_in_memory()
    {
        var data = Toys.Make(12);
        using var inMemory = Toys.Compiled(1);
        inMemory.Fit(data.Inputs, data.Targets, batchSize: 4, epochs: 2, shuffle: false, verbose: 0);
        using var streamed = Toys.Compiled(1);
        var history = streamed.Fit(Batches(), epochs: 2, verbose: 0, validationData: data.Batch);
        Assert.Equal(Toys.Snapshot(inMemory), Toys.Snapshot(streamed));
        Assert.Equal(2, history["val_loss"].Count);

        using var counted = Toys.Compiled(1);
        counted.Fit(Batches(), epochs: 3, stepsPerEpoch: 2, verbose: 0);
        Assert.Equal(Toys.Snapshot(inMemory), Toys.Snapshot(counted));

        IEnumerable<TwoHeads.Batch> Batches()
        {
            for (var start = 0; start < 12; start += 4) yield return Part(data, start, start + 4);
        }
    }

    [Fact]
    public async Task Asynchronous_streams_train_like_data_in_memory()
    {
        var data = Toys.Make(12);
        using var inMemory = Toys.Compiled(1);
        inMemory.Fit(data.Inputs, data.Targets, batchSize: 4, epochs: 2, shuffle: false, verbose: 0);
        using var streamed = Toys.Compiled(1);
        await streamed.FitAsync(Batches(), epochs: 2, verbose: 0);
        Assert.Equal(Toys.Snapshot(inMemory), Toys.Snapshot(streamed));

        async IAsyncEnumerable<TwoHeads.Batch> Batches()
        {
            for (var start = 0; start < 12; start += 4)
            {
                await Task.Yield();
                yield return Part(data, start, start + 4);
            }
        }
    }

    private static TwoHeads.Batch Part(Toys data, int start, int end) =>
        new(new(data.Features[start..end, ..], data.Extra[start..end, ..]), new(data.Labels[start..end], data.Values[start..end, ..]));

    [Fact]
    public void A_disposed_model_refuses_to_train()
    {
        var model = Toys.Compiled();
        var data = Toys.Make(8);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Fit(data.Inputs, data.Targets, verbose: 0));
        Assert.Throws<ObjectDisposedException>(() => model.Evaluate(data.Inputs, data.Targets, verbose: 0));
        Assert.Throws<ObjectDisposedException>(() => model.TrainOnBatch(data.Inputs, data.Targets));
        Assert.Throws<ObjectDisposedException>(() => model.GradientsOnBatch(data.Inputs, data.Targets));
        model.Dispose();
    }

    [Fact]
    public void Disposing_a_model_ends_its_training_between_two_steps()
    {
        var model = Toys.Compiled();
        var data = Toys.Make(64);
        var steps = 0;
        var disposer = new LambdaCallback(onTrainBatchEnd: (batch, _) =>
        {
            steps++;
            if (batch == 1) model.Dispose();
        });
        Assert.Throws<ObjectDisposedException>(() => model.Fit(data.Inputs, data.Targets, batchSize: 8, epochs: 2, verbose: 0, callbacks: [disposer]));
        Assert.Equal(2, steps);
    }
}
