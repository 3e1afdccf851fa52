using System.Numerics.Tensors;

namespace Keras.Benchmarks.Models;

/// <summary>Predictions and training steps of recurrent models, to be timed.</summary>
internal static class RecurrentWork
{
    /// <summary>Steps of a sequence.</summary>
    public const int Steps = 100;

    private const int Features = 64;

    /// <summary>Names of the models.</summary>
    public static IReadOnlyList<string> Names { get; } = ["LSTM 64", "LSTM 256", "GRU 64", "GRU 256"];

    /// <summary>A prediction of a batch.</summary>
    public static Action Predict(string name, int batch)
    {
        var (x, y) = (Sequence(batch), new float[batch * Units(name)]);
        switch (name)
        {
            case "LSTM 64":
                var lstm64 = new Lstm64(seed: 1);
                return () => lstm64.Predict(new(x), new(y), batch);
            case "LSTM 256":
                var lstm256 = new Lstm256(seed: 1);
                return () => lstm256.Predict(new(x), new(y), batch);
            case "GRU 64":
                var gru64 = new Gru64(seed: 1);
                return () => gru64.Predict(new(x), new(y), batch);
            default:
                var gru256 = new Gru256(seed: 1);
                return () => gru256.Predict(new(x), new(y), batch);
        }
    }

    /// <summary>A training step of a batch.</summary>
    public static Action Train(string name, int batch)
    {
        var x = Tensor.Create(Sequence(batch), [batch, Steps, Features]);
        var y = Tensor.Create(new float[batch * Units(name)], [batch, Units(name)]);
        Model model = name switch
        {
            "LSTM 64" => new Lstm64(seed: 1), "LSTM 256" => new Lstm256(seed: 1), "GRU 64" => new Gru64(seed: 1), _ => new Gru256(seed: 1),
        };
        switch (model)
        {
            case Lstm64 lstm64:
                lstm64.Compile(new RMSprop(), Loss.MeanSquaredError);
                return () => lstm64.TrainOnBatch(x, y);
            case Lstm256 lstm256:
                lstm256.Compile(new RMSprop(), Loss.MeanSquaredError);
                return () => lstm256.TrainOnBatch(x, y);
            case Gru64 gru64:
                gru64.Compile(new RMSprop(), Loss.MeanSquaredError);
                return () => gru64.TrainOnBatch(x, y);
            default:
                var gru256 = (Gru256)model;
                gru256.Compile(new RMSprop(), Loss.MeanSquaredError);
                return () => gru256.TrainOnBatch(x, y);
        }
    }

    /// <summary>Prints nanoseconds per step.</summary>
    public static void Run()
    {
        Console.WriteLine("recurrent, 100 steps of 64 features     ns per step (median, best), training step (median, best)");
        foreach (var name in Names)
            foreach (var batch in new[] { 1, 32 })
            {
                var (predict, train) = (Quick(Predict(name, batch)), Quick(Train(name, batch)));
                Console.WriteLine($"{name + ", batch " + batch,-24} {predict.Median,14:F0} {predict.Best,9:F0} {train.Median,14:F0} {train.Best,9:F0}");
            }

        static (double Median, double Best) Quick(Action work)
        {
            var (median, best) = Kernels.Quick.Measure(work);
            return (median * 1e9 / Steps, best * 1e9 / Steps);
        }
    }

    private static int Units(string name) => name.EndsWith("256", StringComparison.Ordinal) ? 256 : 64;

    private static float[] Sequence(int batch) => [.. Enumerable.Range(0, batch * Steps * Features).Select(i => MathF.Sin(0.37f * i))];
}
