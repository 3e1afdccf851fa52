using System.Text.Json;
using Keras.Runtime.Tests.Goldens;

namespace Keras.Runtime.Tests.Losses;

/// <summary>Every loss in every reduction, with and without sample weights, against Keras.</summary>
public sealed class LossGoldenTests
{
    private static readonly (string Key, Reduction Reduction)[] Reductions =
    [
        ("sum_over_batch_size", Reduction.SumOverBatchSize), ("sum", Reduction.Sum), ("mean", Reduction.Mean),
        ("mean_with_sample_weight", Reduction.MeanWithSampleWeight), ("none", Reduction.None),
    ];

    public static IEnumerable<object[]> Cases => GoldenFactories.Cases("losses", "loss", GoldenFactories.Losses);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values(int number, string lossClass)
    {
        var item = GoldenComponents.Cases("losses")[number];
        var targets = item.GetProperty("y_true").Floats();
        var predictions = item.GetProperty("y_pred").Floats();
        var columns = item.GetProperty("y_pred").Shape()[^1];
        var compared = 0;
        foreach (var (key, reduction) in Reductions)
        {
            var loss = GoldenFactories.Losses[lossClass](item.GetProperty("args"), reduction);
            foreach (var weighted in new[] { false, true })
            {
                if (!item.TryGetProperty(weighted ? key + "/weighted" : key, out var expected)) continue;
                var weights = weighted ? item.GetProperty("sample_weight").Floats() : [];
                var batch = new OutputBatch(targets, predictions, columns, weights);
                GoldenComponents.Near($"{lossClass} {key} weighted={weighted}", expected.Floats(), Reduced(loss, batch));
                compared++;
            }
        }
        Assert.True(compared >= Reductions.Length, $"only {compared} values compared");
    }

    private static float[] Reduced(Loss loss, in OutputBatch batch)
    {
        var losses = new float[loss.LossCount(batch.Rows)];
        var coefficients = new float[losses.Length];
        var value = loss.Reduce(batch, losses, coefficients);
        return loss.Reduction == Reduction.None ? [.. losses.Zip(coefficients, (l, c) => l * c)] : [value];
    }
}
