using System.Text.Json;
using Keras.Runtime.Tests.Goldens;

namespace Keras.Runtime.Tests.Metrics;

/// <summary>Every metric after one and after two batches (the second with targets in reverse order), against Keras.</summary>
public sealed class MetricGoldenTests
{
    public static IEnumerable<object[]> Cases => GoldenFactories.Cases("metrics", "metric", GoldenFactories.Metrics);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values(int number, string metricClass)
    {
        var item = GoldenComponents.Cases("metrics")[number];
        var metric = GoldenFactories.Metrics[metricClass](item.GetProperty("args"));
        var targets = item.GetProperty("y_true").Floats();
        var predictions = item.GetProperty("y_pred").Floats();
        var shape = item.GetProperty("y_pred").Shape();
        var columns = shape.Length == 1 ? 1 : shape[^1];
        var weights = item.GetProperty("sample_weight") is { ValueKind: JsonValueKind.Object } tensor ? tensor.Floats() : [];

        metric.Update(new OutputBatch(targets, predictions, columns, weights));
        GoldenComponents.Near($"{metricClass} after 1", item.GetProperty("after_1").Floats(), [.. metric.Results()]);
        metric.Update(new OutputBatch(Reversed(targets, targets.Length / (predictions.Length / columns)), predictions, columns, weights));
        GoldenComponents.Near($"{metricClass} after 2", item.GetProperty("after_2_(y_true_reversed)").Floats(), [.. metric.Results()]);

        metric.Reset();
        metric.Update(new OutputBatch(targets, predictions, columns, weights));
        GoldenComponents.Near($"{metricClass} after reset", item.GetProperty("after_1").Floats(), [.. metric.Results()]);
    }

    private static float[] Reversed(float[] targets, int columns) => [.. targets.Chunk(columns).Reverse().SelectMany(row => row)];
}
