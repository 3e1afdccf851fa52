using Keras.Models.Tests.Compilation;

namespace Keras.Models.Tests.Stateful;

/// <summary>Layers that keep their states from call to call do what layers do that are given those states by hand: predicting, training,
/// in sessions, over any length, with masks, and nobody but a call steps them.</summary>
public sealed class StatefulModelTests(StatefulModels models) : IClassFixture<StatefulModels>
{
    [Theory]
    [InlineData("Predictions")]
    [InlineData("Kinds")]
    [InlineData("Batches")]
    [InlineData("Resets")]
    [InlineData("Training")]
    [InlineData("Fits")]
    [InlineData("Inspection")]
    [InlineData("Masks")]
    [InlineData("Shared")]
    [InlineData("Given")]
    [InlineData("Nested")]
    [InlineData("TimeSteps")]
    [InlineData("Sessions")]
    [InlineData("SessionsInParallel")]
    [InlineData("Concurrent")]
    [InlineData("WhileTraining")]
    [InlineData("Allocation")]
    [InlineData("Errors")]
    public void States_go_on_from_call_to_call(string name) => models.Run(name);
}

/// <summary>The models, and what is asserted of them, compiled once.</summary>
public sealed class StatefulModels
{
    private readonly CompiledModels _models = ModelCompilation.Compile([new("stateful", "States", Source())]);

    public void Run(string name)
    {
        Assert.False(_models.Failures.TryGetValue("stateful", out var errors), errors);
        var failure = (string?)_models.Assembly.GetType("States.Checks", throwOnError: true)!.GetMethod(name)!.Invoke(null, null);
        Assert.True(failure is null, failure);
    }

    private static string Source()
    {
        using var stream = typeof(StatefulModels).Assembly.GetManifestResourceStream("StatefulModels.source.cs")
            ?? throw new InvalidOperationException("The source of the stateful models is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
