using Keras.Models.Tests.Compilation;

namespace Keras.Models.Tests.Threads;

/// <summary>Whole models on several threads: the same predictions and weights bit for bit, no allocation, and calls that do not wait for
/// each other.</summary>
[Collection(Collection)]
public sealed class ThreadModelTests(ThreadModels models) : IClassFixture<ThreadModels>
{
    /// <summary>Tests that set or depend on the number of threads, which is the process's: one at a time.</summary>
    public const string Collection = "Threads";

    [Theory]
    [InlineData("Predictions")]
    [InlineData("Training")]
    [InlineData("Allocation")]
    [InlineData("Callers")]
    public void Threads_change_no_result(string name) => models.Run(name);
}

/// <summary>The models, and what is asserted of them, compiled once.</summary>
public sealed class ThreadModels
{
    private readonly CompiledModels _models = ModelCompilation.Compile([new("threads", "ManyThreads", Source())]);

    public void Run(string name)
    {
        Assert.False(_models.Failures.TryGetValue("threads", out var errors), errors);
        var failure = (string?)_models.Assembly.GetType("ManyThreads.Checks", throwOnError: true)!.GetMethod(name)!.Invoke(null, null);
        Assert.True(failure is null, failure);
    }

    private static string Source()
    {
        using var stream = typeof(ThreadModels).Assembly.GetManifestResourceStream("ThreadModels.source.cs")
            ?? throw new InvalidOperationException("The source of the models for threads is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
