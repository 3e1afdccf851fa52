using Keras.Models.Tests.Compilation;

namespace Keras.Models.Tests.Recurrent;

/// <summary>What users get of recurrent layers: handles, states between calls, any length and batch, threads, no allocation, training,
/// files.</summary>
public sealed class RecurrentModelTests(RecurrentModels models) : IClassFixture<RecurrentModels>
{
    [Theory]
    [InlineData("Handles")]
    [InlineData("States")]
    [InlineData("Batches")]
    [InlineData("Threads")]
    [InlineData("Allocation")]
    [InlineData("Training")]
    [InlineData("Files")]
    public void A_recurrent_layer_is_a_layer(string name) => models.Run(name);
}

/// <summary>The models, and what is asserted of them, compiled once.</summary>
public sealed class RecurrentModels
{
    private readonly CompiledModels _models = ModelCompilation.Compile([new("recurrent", "Recurrence", Source())]);

    public void Run(string name)
    {
        Assert.False(_models.Failures.TryGetValue("recurrent", out var errors), errors);
        var failure = (string?)_models.Assembly.GetType("Recurrence.Checks", throwOnError: true)!.GetMethod(name)!.Invoke(null, null);
        Assert.True(failure is null, failure);
    }

    private static string Source()
    {
        using var stream = typeof(RecurrentModels).Assembly.GetManifestResourceStream("RecurrentModels.source.cs")
            ?? throw new InvalidOperationException("The source of the recurrent models is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
