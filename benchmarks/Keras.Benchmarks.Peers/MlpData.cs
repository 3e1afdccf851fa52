namespace Keras.Benchmarks.Peers;

/// <summary>A batch of made-up digits.</summary>
internal sealed class MlpData
{
    public const int Features = 784;
    public const int Classes = 10;

    public MlpData(int batch)
    {
        Batch = batch;
        var random = new Random(7);
        Images = [.. Enumerable.Range(0, batch * Features).Select(_ => random.NextSingle())];
        Labels = [.. Enumerable.Range(0, batch).Select(_ => (long)random.Next(Classes))];
        OneHot = new float[batch * Classes];
        for (var i = 0; i < batch; i++) OneHot[i * Classes + (int)Labels[i]] = 1;
    }

    public int Batch { get; }

    public float[] Images { get; }

    public long[] Labels { get; }

    public float[] OneHot { get; }
}

/// <summary>The weights that all engines start from: kernels (inputs, units) and biases of three layers.</summary>
internal sealed record MlpWeights(float[][] Kernels, float[][] Biases)
{
    /// <summary>Inputs and units of each layer.</summary>
    public static readonly (int Inputs, int Units)[] Layers = [(MlpData.Features, 64), (64, 64), (64, MlpData.Classes)];

    public static MlpWeights Create()
    {
        var random = new Random(42);
        return new(
            [.. Layers.Select(l => Draw(random, l.Inputs * l.Units, Math.Sqrt(6.0 / (l.Inputs + l.Units))))],
            [.. Layers.Select(l => Draw(random, l.Units, 0.05))]);
    }

    /// <summary>A kernel with units first, as PyTorch keeps it.</summary>
    public float[] TransposedKernel(int layer)
    {
        var (inputs, units) = Layers[layer];
        var transposed = new float[inputs * units];
        for (var i = 0; i < inputs; i++)
            for (var u = 0; u < units; u++) transposed[u * inputs + i] = Kernels[layer][i * units + u];
        return transposed;
    }

    private static float[] Draw(Random random, int count, double limit) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2 - 1) * limit))];
}
