using System.Text.Json;
using Keras.Models.Tests.Compilation;
using Keras.Tests.Goldens;

namespace Keras.Models.Tests.Training;

/// <summary>Arguments of <c>compile</c> and <c>fit</c> as the golden runs give them: one value, a list, or a dictionary by output.</summary>
public static class TrainingArguments
{
    public static void Compile(IModelDriver driver, TrainingCase golden, Optimizer optimizer)
    {
        var compile = golden.Compile;
        driver.Compile(
            optimizer,
            [.. PerOutput(compile, "loss", golden).Select(l => l is { } loss ? GoldenComponents.Loss(loss.GetString()!) : null)],
            compile.TryGetProperty("loss_weights", out _) ? [.. PerOutput(compile, "loss_weights", golden).Select(w => w!.Value.GetSingle())] : null,
            [.. PerOutput(compile, "metrics", golden).Select(Metrics)],
            [.. PerOutput(compile, "weighted_metrics", golden).Select(Metrics)]);
    }

    public static FitSettings Fit(TrainingCase golden)
    {
        var fit = golden.Fit;
        return new(
            fit.GetProperty("batch_size").GetInt32(),
            fit.GetProperty("epochs").GetInt32(),
            fit.GetProperty("shuffle").GetBoolean(),
            fit.TryGetProperty("validation_split", out var split) ? split.GetDouble() : 0,
            fit.TryGetProperty("class_weight", out var classes) ? classes.EnumerateObject().ToDictionary(p => int.Parse(p.Name), p => p.Value.GetSingle()) : null,
            fit.TryGetProperty("sample_weight", out var weights) ? GoldenTensor.Read(weights) : null);
    }

    private static MetricList? Metrics(JsonElement? json) => json switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(m => GoldenComponents.Metric(m.GetString()!))],
        { } one => [GoldenComponents.Metric(one.GetString()!)],
    };

    private static IEnumerable<JsonElement?> PerOutput(JsonElement compile, string key, TrainingCase golden)
    {
        if (!compile.TryGetProperty(key, out var json) || json.ValueKind == JsonValueKind.Null) return golden.OutputNames.Select(_ => (JsonElement?)null);
        return json.ValueKind switch
        {
            JsonValueKind.Object => golden.OutputNames.Select(name => json.TryGetProperty(name, out var value) ? value : (JsonElement?)null),
            // A list of metrics is that of the only output; other lists go by output.
            JsonValueKind.Array when golden.OutputNames.Length > 1 || key.StartsWith("loss", StringComparison.Ordinal) => json.EnumerateArray().Select(v => (JsonElement?)v),
            _ => golden.OutputNames.Select(_ => (JsonElement?)json),
        };
    }
}
