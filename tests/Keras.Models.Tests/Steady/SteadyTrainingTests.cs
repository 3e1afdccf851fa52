using Keras.Models.Tests.Compilation;

namespace Keras.Models.Tests.Steady;

/// <summary>Training steps after the first: no managed byte, no new page.</summary>
[Collection(Threads.ThreadModelTests.Collection)]
public sealed class SteadyTrainingTests(SteadyModels models) : IClassFixture<SteadyModels>
{
    [Theory]
    [InlineData("Batches")]
    [InlineData("Fits")]
    [InlineData("Pages")]
    public void Steps_need_no_new_memory(string name) => models.Run(name);
}

/// <summary>The models, and what is asserted of them, compiled once.</summary>
public sealed class SteadyModels
{
    private readonly CompiledModels _models = ModelCompilation.Compile([new("steady", "SteadyTraining", Source())]);

    public void Run(string name)
    {
        Assert.False(_models.Failures.TryGetValue("steady", out var errors), errors);
        var failure = (string?)_models.Assembly.GetType("SteadyTraining.Checks", throwOnError: true)!.GetMethod(name)!.Invoke(null, null);
        Assert.True(failure is null, failure);
    }

    private static string Source()
    {
        using var stream = typeof(SteadyModels).Assembly.GetManifestResourceStream("SteadyModels.source.cs")
            ?? throw new InvalidOperationException("The source of the models for steady training is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
