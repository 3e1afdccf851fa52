using Keras.Models.Tests.Compilation;

namespace Keras.Models.Tests.Wrappers;

/// <summary>What users get of wrapped layers and models: handles, weights, files, sharing, freezing, and the same numbers as without the
/// wrapper.</summary>
public sealed class WrapperTests(WrapperModels models) : IClassFixture<WrapperModels>
{
    [Theory]
    [InlineData("Handles")]
    [InlineData("Predictions")]
    [InlineData("Training")]
    [InlineData("Sharing")]
    [InlineData("Freezing")]
    [InlineData("Statistics")]
    [InlineData("Files")]
    [InlineData("Large")]
    public void A_wrapper_is_a_layer(string name) => models.Run(name);
}

/// <summary>The models, and what is asserted of them, compiled once.</summary>
public sealed class WrapperModels
{
    private readonly CompiledModels _models = ModelCompilation.Compile([new("wrappers", "Wrapped", Source())]);

    public void Run(string name)
    {
        Assert.False(_models.Failures.TryGetValue("wrappers", out var errors), errors);
        var failure = (string?)_models.Assembly.GetType("Wrapped.Checks", throwOnError: true)!.GetMethod(name)!.Invoke(null, null);
        Assert.True(failure is null, failure);
    }

    private static string Source()
    {
        using var stream = typeof(WrapperModels).Assembly.GetManifestResourceStream("WrapperModels.source.cs")
            ?? throw new InvalidOperationException("The source of the wrapped models is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
