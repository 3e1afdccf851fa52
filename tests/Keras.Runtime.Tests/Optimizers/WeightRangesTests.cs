using Keras.Runtime.Tests.Kernels;

namespace Keras.Runtime.Tests.Optimizers;

/// <summary>All weights are updated in one pass over their memory: bit for bit as each by itself, wherever threads cut it.</summary>
[Collection(ThreadsCollection.Name)]
public sealed class WeightRangesTests
{
    private static readonly int[] Lengths = [5, 16, 1024, 1, 3000, 1040, 17, 64, 5000];

    public static TheoryData<int> Optimizers => [.. Enumerable.Range(0, All.Length)];

    private static readonly Func<Optimizer>[] All =
    [
        () => new SGD(0.1f, momentum: 0.9f), () => new RMSprop(centered: true), () => new Adam(amsgrad: true), () => new Adagrad(), () => new Nadam(),
        () => new Lion(), () => new AdamW(), () => new Adam { ClipValue = 0.2f, UseEma = true }, () => new Lamb { WeightDecay = 0.1f, ClipValue = 0.2f },
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Weights_together_are_each_updated_as_alone(int optimizer)
    {
        var expected = Lengths.Select((_, i) => Trained(All[optimizer](), [i])[0]).ToArray();
        foreach (var threads in new[] { 1, 2, 3, 4 })
        {
            using var many = new ManyThreads(threads);
            Assert.Equal(expected, Trained(All[optimizer](), [.. Enumerable.Range(0, Lengths.Length)]));
        }
    }

    private static float[][] Trained(Optimizer optimizer, int[] numbers)
    {
        var variables = numbers.Select(i => new VariableMemory($"dense_{i}/kernel", Values(Lengths[i], i))).ToArray();
        optimizer.Build([.. variables.Select(v => v.Variable)]);
        for (var step = 0; step < 3; step++)
        {
            foreach (var (variable, i) in variables.Zip(numbers)) Values(Lengths[i], 100 * step + i).CopyTo(variable.Gradient);
            optimizer.Apply();
        }
        return [.. variables.Select(v => v.Values.ToArray())];
    }

    private static float[] Values(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
    }
}
