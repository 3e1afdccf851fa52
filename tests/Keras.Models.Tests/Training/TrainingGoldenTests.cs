using Keras.Import;
using Keras.Models.Tests.Comparison;
using Keras.Models.Tests.Compilation;
using Keras.Tests.Goldens;
using Xunit.Abstractions;

namespace Keras.Models.Tests.Training;

/// <summary>Whole training runs against Keras: configuration, C# source, generator, compilation, training; predictions, evaluation,
/// history, weights and optimizer state compared.</summary>
public sealed class TrainingGoldenTests(GoldenModels models, ITestOutputHelper output) : IClassFixture<GoldenModels>
{
    /// <summary>The runs that must be compared: all of them.</summary>
    private static readonly string[] Expected =
    [
        "mlp_sgd", "mlp_sgd_nesterov", "mlp_rmsprop", "mlp_adam", "mlp_adamw", "mlp_adagrad", "mlp_adadelta", "mlp_adamax", "mlp_nadam",
        "mlp_ftrl", "mlp_lion", "mlp_sparse_valsplit", "mlp_class_weight", "mlp_sample_weight", "regularized_bn", "frozen_nested", "timedistributed_model",
        "masked_seq_loss", "headline_list", "headline_dict", "tweets_shared_lstm",
        "inception", "residual", "shared_vision", "vqa", "video_qa",
    ];

    public static TheoryData<string> Ids => [.. Expected];

    [Fact]
    public void The_number_of_runs_is_printed() => output.WriteLine($"training runs: {Expected.Length} of {GoldenFile.Training.Count}");

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_training_run_gives_what_Keras_gives(string id)
    {
        var golden = GoldenFile.Training.Single(c => c.Id == id);
        TrainingRun.Compare(golden, models.CreateDriver(id));
    }
}

/// <summary>All golden models, compiled once.</summary>
public sealed class GoldenModels
{
    private readonly Dictionary<string, string> _notWritten = [];
    private readonly CompiledModels _models;

    public GoldenModels()
    {
        var sources = new List<ModelSource>();
        foreach (var golden in GoldenFile.Training)
        {
            try
            {
                sources.Add(DriverSource.Write(golden.Id, ModelConfigurationReader.Read(golden.Configuration), [.. golden.Y.Select(y => y.DType)]));
            }
            catch (ImportException exception)
            {
                _notWritten.Add(golden.Id, exception.Message);
            }
        }
        _models = ModelCompilation.Compile(sources);
    }

    public IModelDriver CreateDriver(string id)
    {
        Assert.False(_notWritten.TryGetValue(id, out var message), $"{id}: {message}");
        return _models.CreateDriver<IModelDriver>(id);
    }
}
