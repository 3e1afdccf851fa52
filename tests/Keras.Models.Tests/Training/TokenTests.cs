using System.Numerics.Tensors;
using Keras.Models.Tests.Compilation;

namespace Keras.Models.Tests.Training;

/// <summary>A compiled model over tokens, as its own assembly sees it.</summary>
public interface ITokenModel
{
    Model Model { get; }

    void Fit(Tensor<int> tokens, Tensor<float> targets, Callback watch);

    float TrainOnBatch(Tensor<int> tokens, Tensor<float> targets);

    float Evaluate(Tensor<int> tokens, Tensor<float> targets);

    float[] Predict(Tensor<int> tokens);

    void Predict(ReadOnlySpan<int> tokens, Span<float> result, int batch);
}

public sealed class TokenTests
{
    private static readonly Lazy<CompiledModels> Models = new(() => ModelCompilation.Compile([new("tokens", "TokensModels", Source)]));

    private const string Source =
        """
        using System;
        using System.Numerics.Tensors;
        using Keras;
        using Keras.Layers;
        using Keras.Models.Tests.Training;
        using static Keras.Ops;

        namespace TokensModels;

        public sealed partial class Tokens : Model
        {
            [Embedding(6, 20, MaskZero = true)] private readonly Embedding _words;
            [BatchNormalization]                private readonly BatchNormalization _normalized;
            [Dense(1)]                          private readonly Dense _score;

            public KerasTensor Call([Input(3, DType = DType.Int32)] KerasTensor tokens) =>
                _score.Call(Flatten(_normalized.Call(_words.Call(tokens))));
        }

        public sealed class Driver : ITokenModel
        {
            private readonly Tokens _model = new(seed: 1);

            public Driver() => _model.Compile(new Adam(), Loss.MeanSquaredError);

            public Model Model => _model;

            public void Fit(Tensor<int> tokens, Tensor<float> targets, Callback watch) =>
                _model.Fit(tokens, targets, batchSize: 4, epochs: 3, verbose: 0, callbacks: [watch]);

            public float TrainOnBatch(Tensor<int> tokens, Tensor<float> targets) => _model.TrainOnBatch(tokens, targets)["loss"];

            public float Evaluate(Tensor<int> tokens, Tensor<float> targets) => _model.Evaluate(tokens, targets, verbose: 0).Loss;

            public float[] Predict(Tensor<int> tokens)
            {
                var result = new float[tokens.Lengths[0]];
                Tensor<float> scores = _model.Predict(tokens);
                scores.FlattenTo(result);
                return result;
            }

            public void Predict(ReadOnlySpan<int> tokens, Span<float> result, int batch) => _model.Predict(new(tokens), new(result), batch);
        }
        """;

    private static ITokenModel Create() => Models.Value.CreateDriver<ITokenModel>("tokens");

    private static Tensor<int> Ids(params int[] ids) => Tensor.Create(ids, [ids.Length / 3, 3]);

    private static Tensor<float> Targets(int count) => Tensor.Create(Enumerable.Range(0, count).Select(i => i / (float)count).ToArray(), [count, 1]);

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
