using System.Numerics.Tensors;

namespace Keras.Benchmarks.Models;

/// <summary>Predictions and training steps of recurrent models, to be timed.</summary>
internal static class RecurrentWork
{
    /// <summary>Steps of a sequence.</summary>
    public const int Steps = 100;

    private const int Features = 64;

    private delegate (Action Predict, Action Train) Work(int batch, int units);

    private static readonly Dictionary<string, Work> Layers = new()
    {
        ["LSTM 64"] = (batch, units) => Of(
            new Lstm64(seed: 1), batch, units, (model, x, y) => model.Predict(new(x), new(y), batch), (model, x, y) => model.TrainOnBatch(x, y),
            model => model.Compile(new RMSprop(), Loss.MeanSquaredError)),
        ["LSTM 256"] = (batch, units) => Of(
            new Lstm256(seed: 1), batch, units, (model, x, y) => model.Predict(new(x), new(y), batch), (model, x, y) => model.TrainOnBatch(x, y),
            model => model.Compile(new RMSprop(), Loss.MeanSquaredError)),
        ["GRU 64"] = (batch, units) => Of(
            new Gru64(seed: 1), batch, units, (model, x, y) => model.Predict(new(x), new(y), batch), (model, x, y) => model.TrainOnBatch(x, y),
            model => model.Compile(new RMSprop(), Loss.MeanSquaredError)),
        ["GRU 256"] = (batch, units) => Of(
            new Gru256(seed: 1), batch, units, (model, x, y) => model.Predict(new(x), new(y), batch), (model, x, y) => model.TrainOnBatch(x, y),
            model => model.Compile(new RMSprop(), Loss.MeanSquaredError)),
        ["SimpleRNN 256"] = (batch, units) => Of(
            new SimpleRnn256(seed: 1), batch, units, (model, x, y) => model.Predict(new(x), new(y), batch), (model, x, y) => model.TrainOnBatch(x, y),
            model => model.Compile(new RMSprop(), Loss.MeanSquaredError)),
    };

    /// <summary>Names of the models.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Layers.Keys];

    /// <summary>A prediction and a training step of a batch.</summary>
    public static (Action Predict, Action Train) Make(string name, int batch) =>
        Layers[name](batch, int.Parse(name.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Prints nanoseconds per step.</summary>
    /// <param name="part">What the label of a row must hold.</param>
    public static void Run(string part)
    {
        Console.WriteLine("recurrent, 100 steps of 64 features     ns per step (median, best), training step (median, best)");
        foreach (var name in Names)
            foreach (var batch in new[] { 1, 32 })
            {
                var label = name + ", batch " + batch;
                if (!label.Contains(part, StringComparison.Ordinal)) continue;
                var work = Make(name, batch);
                var (predict, train) = (Quick(work.Predict), Quick(work.Train));
                Console.WriteLine($"{label,-24} {predict.Median,14:F0} {predict.Best,9:F0} {train.Median,14:F0} {train.Best,9:F0}");
            }

        static (double Median, double Best) Quick(Action work)
        {
            var (median, best) = Kernels.Quick.Measure(work);
            return (median * 1e9 / Steps, best * 1e9 / Steps);
        }
    }

    private static (Action Predict, Action Train) Of<TModel>(
        TModel model, int batch, int units, Action<TModel, float[], float[]> predict, Action<TModel, Tensor<float>, Tensor<float>> train, Action<TModel> compile)
    {
        var (x, y) = (Sequence(batch), new float[batch * units]);
        var (samples, targets) = (Tensor.Create(Sequence(batch), [batch, Steps, Features]), Tensor.Create(new float[batch * units], [batch, units]));
        compile(model);
        return (() => predict(model, x, y), () => train(model, samples, targets));
    }

    private static float[] Sequence(int batch) => [.. Enumerable.Range(0, batch * Steps * Features).Select(i => MathF.Sin(0.37f * i))];
}
