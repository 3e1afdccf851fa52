namespace Samples.Shared;

/// <summary>Accuracies that are reached without looking.</summary>
public static class Baselines
{
    /// <summary>Always answering what is most frequent in training.</summary>
    public static double Majority(ReadOnlySpan<int> training, ReadOnlySpan<int> test) =>
        MajorityByGroup(new int[training.Length], training, new int[test.Length], test);

    /// <summary>Answering what is most frequent in training for the same group, such as the same question. No method that sees only the
    /// group can do better, but for chance. A group that training lacks gets the most frequent answer of all.</summary>
    public static double MajorityByGroup<TGroup>(
        ReadOnlySpan<TGroup> trainingGroups, ReadOnlySpan<int> training, ReadOnlySpan<TGroup> testGroups, ReadOnlySpan<int> test)
        where TGroup : notnull
    {
        var counts = new Dictionary<TGroup, Dictionary<int, int>>();
        var all = new Dictionary<int, int>();
        for (var i = 0; i < training.Length; i++)
        {
            if (!counts.TryGetValue(trainingGroups[i], out var group)) counts[trainingGroups[i]] = group = [];
            group[training[i]] = group.GetValueOrDefault(training[i]) + 1;
            all[training[i]] = all.GetValueOrDefault(training[i]) + 1;
        }
        var answers = counts.ToDictionary(group => group.Key, group => MostFrequent(group.Value));
        var otherwise = MostFrequent(all);
        var right = 0;
        for (var i = 0; i < test.Length; i++)
            if (answers.GetValueOrDefault(testGroups[i], otherwise) == test[i]) right++;
        return (double)right / test.Length;
    }

    private static int MostFrequent(Dictionary<int, int> counts) => counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).First().Key;
}
