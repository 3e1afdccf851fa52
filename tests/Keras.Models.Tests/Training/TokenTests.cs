using System.Numerics.Tensors;
using Keras.Models.Tests.Compilation;
using Keras.Models.Tests.Mutations;

namespace Keras.Models.Tests.Training;

/// <summary>A compiled model over tokens, as its own assembly sees it.</summary>
public interface ITokenModel
{
    Model Model { get; }

    void Fit(Tensor<int> tokens, Tensor<float> targets, Callback watch);

    float TrainOnBatch(Tensor<int> tokens, Tensor<float> targets);

    Evaluation Evaluate(Tensor<int> tokens, Tensor<float> targets);

    float[] Predict(Tensor<int> tokens);

    void Predict(ReadOnlySpan<int> tokens, Span<float> result, int batch);
}

public sealed class TokenTests
{
    /// <summary>One score for all tokens.</summary>
    private static readonly ModelSource Whole = Source("whole",
        """
        [BatchNormalization] private readonly BatchNormalization _normalized;
        [Dense(1)]           private readonly Dense _score;

        public KerasTensor Call([Input(3, DType = DType.Int32)] KerasTensor tokens) =>
            _score.Call(Flatten(_normalized.Call(_words.Call(tokens))));
        """);

    /// <summary>A score for each token, and which of them are masked.</summary>
    private static readonly ModelSource Steps = Source("steps",
        """
        [Dense(1)] private readonly Dense _score;

        public KerasTensor Call([Input(3, DType = DType.Int32)] KerasTensor tokens) => _score.Call(_words.Call(tokens));
        """);

    private static readonly Lazy<CompiledModels> Models = new(() => ModelCompilation.Compile([Whole, Steps]));

    private static ModelSource Source(string id, string members) => new(id, ModelSource.NamespaceOf(id),
        $$"""
        using System;
        using System.Numerics.Tensors;
        using Keras;
        using Keras.Layers;
        using Keras.Models.Tests.Training;
        using static Keras.Ops;

        namespace {{ModelSource.NamespaceOf(id)}};

        public sealed partial class Tokens : Model
        {
            [Embedding(6, 20, MaskZero = true)] private readonly Embedding _words;
        {{members}}
        }

        public sealed class Driver : ITokenModel
        {
            private readonly Tokens _model = new(seed: 1);

            public Driver() => _model.Compile(new Adam(), Loss.MeanSquaredError, metrics: Metric.MeanAbsoluteError);

            public Model Model => _model;

            public void Fit(Tensor<int> tokens, Tensor<float> targets, Callback watch) =>
                _model.Fit(tokens, targets, batchSize: 4, epochs: 3, verbose: 0, callbacks: [watch]);

            public float TrainOnBatch(Tensor<int> tokens, Tensor<float> targets) => _model.TrainOnBatch(tokens, targets)["loss"];

            public Evaluation Evaluate(Tensor<int> tokens, Tensor<float> targets) => _model.Evaluate(tokens, targets, verbose: 0);

            public float[] Predict(Tensor<int> tokens)
            {
                Tensor<float> scores = _model.Predict(tokens);
                var result = new float[scores.FlattenedLength];
                scores.FlattenTo(result);
                return result;
            }

            public void Predict(ReadOnlySpan<int> tokens, Span<float> result, int batch) => _model.Predict(new(tokens), new(result), batch);
        }
        """);

    private static ITokenModel Create() => Models.Value.CreateDriver<ITokenModel>(Whole.Id);

    private static Tensor<int> Ids(params int[] ids) => Tensor.Create(ids, [ids.Length / 3, 3]);

    private static Tensor<float> Targets(int count, params nint[] shape) =>
        Tensor.Create(Enumerable.Range(0, count).Select(i => i / (float)count).ToArray(), shape is [] ? [count, 1] : shape);

    [Theory]
    [InlineData(6, 4)]
    [InlineData(-1, 2)]
    [InlineData(int.MaxValue, 0)]
    public void A_token_out_of_range_is_refused_before_any_work(int id, int position)
    {
        var model = Create();
        var ids = new[] { 0, 1, 2, 3, 4, 5 };
        ids[position] = id;
        var before = model.Predict(Ids(0, 1, 2, 3, 4, 5));
        var message =
            $"Input \"tokens\" holds {id} in sample {position / 3} at element {position % 3}, but layer \"words\" takes ids from 0 to 5. " +
            "Map unknown tokens to an id of their own, or declare more tokens.";
        foreach (var use in new Action[]
        {
            () => model.Fit(Ids(ids), Targets(2), new LambdaCallback()),
            () => model.TrainOnBatch(Ids(ids), Targets(2)),
            () => model.Evaluate(Ids(ids), Targets(2)),
            () => model.Predict(Ids(ids)),
            () => model.Predict(ids, new float[2], 2),
        })
            Assert.Equal(message, Assert.Throws<ArgumentException>(use).Message);
        Assert.Equal(before, model.Predict(Ids(0, 1, 2, 3, 4, 5)));
    }

    [Fact]
    public void Masked_steps_count_neither_in_the_loss_nor_in_metrics() => CheckMasked(Models.Value);

    [Theory]
    [InlineData("Evaluate")]
    [InlineData("Forward")]
    public void A_dropped_mask_is_noticed(string method)
    {
        var steps = EmittedSteps.Of(ModelCompilation.Compile([Steps]), method);
        var masks = Enumerable.Range(0, steps.Count).Where(i => steps[i].Contains("mask", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.NotEmpty(masks);
        foreach (var i in masks)
        {
            var mutant = ModelCompilation.Compile([Steps], EmittedSteps.Without(method, i));
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => CheckMasked(mutant));
        }
    }

    /// <summary>A model for each use, since masks that one leaves behind would do for the next.</summary>
    private static void CheckMasked(CompiledModels models)
    {
        var (evaluated, trained) = (models.CreateDriver<ITokenModel>(Steps.Id), models.CreateDriver<ITokenModel>(Steps.Id));
        int[] ids = [1, 2, 0, 4, 0, 0];
        var targets = Targets(6, 2, 3, 1);
        var kept = Enumerable.Range(0, 6).Where(i => ids[i] != 0).ToList();
        var errors = evaluated.Predict(Ids(ids)).Select((score, i) => score - i / 6f).ToList();
        var (loss, metric) = (kept.Average(i => errors[i] * errors[i]), kept.Average(i => Math.Abs(errors[i])));
        var evaluation = evaluated.Evaluate(Ids(ids), targets);
        Assert.Equal(loss, evaluation.Loss, 1e-5);
        Assert.Equal(metric, evaluation["mean_absolute_error"], 1e-5);
        Assert.Equal(loss, trained.TrainOnBatch(Ids(ids), targets), 1e-5);
    }

    [Fact]
    public void Training_allocates_nothing_in_its_steady_state()
    {
        var model = Create();
        var (perStep, last) = (new List<long>(1000), 0L);
        var watch = new LambdaCallback(onTrainBatchEnd: (_, _) =>
        {
            var now = GC.GetAllocatedBytesForCurrentThread();
            perStep.Add(now - last);
            last = now;
        });
        var random = new Random(1);
        model.Fit(Ids([.. Enumerable.Range(0, 192).Select(_ => random.Next(6))]), Targets(64), watch);
        Assert.All(perStep.Chunk(16).Skip(1), epoch => Assert.All(epoch.Skip(2), bytes => Assert.Equal(0, bytes)));
    }

    [Fact]
    public void Predicting_over_spans_allocates_nothing()
    {
        var model = Create();
        int[] ids = [0, 1, 2, 3, 4, 5];
        var result = new float[2];
        for (var i = 0; i < 3; i++) model.Predict(ids, result, 2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) model.Predict(ids, result, 2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(model.Predict(Ids(ids)), result);
    }
}
