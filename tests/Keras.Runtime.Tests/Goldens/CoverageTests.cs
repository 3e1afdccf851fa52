using Xunit.Abstractions;

namespace Keras.Runtime.Tests.Goldens;

/// <summary>Which of Keras's components are compared with it.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    /// <summary>Classes in the golden data that do not exist here yet. The list may only become shorter.</summary>
    private static readonly string[] Missing = ["Adafactor", "Muon"];

    [Fact]
    public void All_components_but_the_missing_ones_are_compared_with_Keras()
    {
        (string Family, string Key, IEnumerable<string> Known)[] families =
        [
            ("optimizers", "optimizer", GoldenFactories.Optimizers.Keys), ("schedules", "schedule", GoldenFactories.Schedules.Keys),
            ("losses", "loss", GoldenFactories.Losses.Keys), ("metrics", "metric", GoldenFactories.Metrics.Keys),
            ("regularizers", "regularizer", GoldenFactories.Regularizers.Keys), ("constraints", "constraint", GoldenFactories.Constraints.Keys),
        ];
        var (compared, all) = (0, 0);
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (family, key, known) in families)
            foreach (var item in GoldenComponents.Cases(family))
            {
                all++;
                var name = item.GetProperty(key).GetString()!;
                if (known.Contains(name)) compared++;
                else missing.Add(name);
            }
        var report = $"components: {compared} of {all}";
        output.WriteLine(report);
        Console.WriteLine(report);
        Assert.Equal(Missing, missing);
    }
}
