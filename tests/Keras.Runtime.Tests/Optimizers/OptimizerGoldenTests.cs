using System.Text.Json;
using Keras.Runtime.Tests.Goldens;

namespace Keras.Runtime.Tests.Optimizers;

/// <summary>Six steps on given gradients, against Keras: weights after every step, and the names of what the optimizer remembers.</summary>
public sealed class OptimizerGoldenTests
{
    public static IEnumerable<object[]> Traces => GoldenFactories.Cases("optimizers", "optimizer", GoldenFactories.Optimizers);

    [Theory]
    [MemberData(nameof(Traces))]
    public void Trace(int number, string optimizerClass)
    {
        var data = GoldenComponents.Root.GetProperty("optimizers");
        var trace = data.GetProperty("traces")[number];
        var optimizer = GoldenFactories.Optimizers[optimizerClass](trace.GetProperty("config"));
        var variables = data.GetProperty("initial").EnumerateArray().Select((t, i) => new VariableMemory($"v{i}", t.Floats(), t.Shape())).ToArray();
        optimizer.Build([.. variables.Select(v => v.Variable)]);

        var steps = trace.GetProperty("after_step").GetArrayLength();
        for (var step = 0; step < steps; step++)
        {
            for (var v = 0; v < variables.Length; v++) data.GetProperty("gradients")[step][v].Floats().CopyTo(variables[v].Gradient);
            optimizer.Apply();
            Compare($"step {step}", trace.GetProperty("after_step")[step], variables);
        }
        Assert.Equal(steps, optimizer.BatchesSeen);
        CompareSlots(trace, optimizer);

        if (!trace.TryGetProperty("after_finalize_ema", out var averages)) return;
        optimizer.OverwriteByAverages();
        Compare("averages", averages, variables);
    }

    private static void Compare(string what, JsonElement expected, VariableMemory[] variables)
    {
        for (var v = 0; v < variables.Length; v++)
        {
            GoldenComponents.Near($"{what}, variable {v}", expected[v].Floats(), variables[v].Values, 2e-6);
            Assert.True(variables[v].Padding.IndexOfAnyExcept(0f, -0f) < 0, $"{what}: padding of variable {v} is not zero");
        }
    }

    /// <summary>Names and shapes of what is remembered; its values show in the weights of the later steps.</summary>
    private static void CompareSlots(JsonElement trace, Optimizer optimizer)
    {
        // Scalars (iteration, learning rate) are properties here.
        var expected = trace.GetProperty("slots").EnumerateArray().Where(s => s.Shape().Length > 0)
            .Select(s => $"{s.GetProperty("path").GetString()} ({string.Join(", ", s.Shape())})");
        var actual = optimizer.State.Select(s => $"{s.Path} ({string.Join(", ", s.Variable.Shape.ToArray())})");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }
}
