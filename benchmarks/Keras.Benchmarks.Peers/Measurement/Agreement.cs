using Keras.Benchmarks.Peers.Engines;

namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>Engines that compute something else are not compared.</summary>
internal static class Agreement
{
    /// <summary>Of outputs: the largest difference as a share of the largest output. Rounding in a model of ten layers stays below.</summary>
    public const double OutputTolerance = 1e-4;

    /// <summary>Of outputs of a model whose weights are rounded to bfloat16.</summary>
    public const double HalfTolerance = 5e-3;

    /// <summary>Of losses, as a share of the loss.</summary>
    public const double LossTolerance = 1e-4;

    /// <summary>Of what updates change of the loss, as a share of the change. RMSprop moves each weight by about the same at first, however
    /// small its gradient; where that is zero but for rounding, engines differ in its sign.</summary>
    public const double ChangeTolerance = 0.05;

    /// <summary>Rounding of a loss, as a share of it.</summary>
    private const double LossRounding = 1e-6;

    private const int Updates = 3;

    /// <summary>Predicts with each way of each engine.</summary>
    /// <returns>The largest difference from the first engine.</returns>
    /// <exception cref="DisagreementException">It is above the tolerance.</exception>
    public static double OfPredictions(IReadOnlyList<(string Engine, Prediction Way)> ways, double tolerance = OutputTolerance)
    {
        var outputs = ways.Select(way =>
        {
            way.Way.Run();
            return way.Way.Outputs();
        }).ToArray();
        var largest = 0.0;
        for (var i = 1; i < outputs.Length; i++)
        {
            var difference = outputs[0].Zip(outputs[i], Difference).Max();
            Check(difference, tolerance, ways[0].Engine, ways[i].Engine, "outputs");
            largest = Math.Max(largest, difference);
        }
        return largest;
    }

    /// <summary>Makes steps with the first way of each engine and compares the first losses, and what the updates change of them.</summary>
    /// <returns>The difference of the first losses from the first engine's.</returns>
    /// <exception cref="DisagreementException">It is above the tolerance.</exception>
    public static double OfTraining(IReadOnlyList<(string Engine, TrainingStep Way)> ways)
    {
        var losses = ways.Select(way => Enumerable.Range(0, 1 + Updates).Select(_ => (double)way.Way.Loss()).ToArray()).ToArray();
        var (first, change) = (losses[0][0], losses[0][^1] - losses[0][0]);
        var largest = 0.0;
        for (var i = 1; i < losses.Length; i++)
        {
            var difference = Math.Abs(losses[i][0] - first) / Math.Abs(first);
            Check(difference, LossTolerance, ways[0].Engine, ways[i].Engine, $"the loss, {losses[i][0]:g6} against {first:g6}");
            largest = Math.Max(largest, difference);
            var itsChange = losses[i][^1] - losses[i][0];
            var rounding = LossRounding * Math.Abs(first);
            Check(Math.Max(0, Math.Abs(itsChange - change) - rounding) / Math.Abs(change), ChangeTolerance, ways[0].Engine, ways[i].Engine,
                $"what {Updates} updates change of the loss, {itsChange:g4} against {change:g4}");
        }
        return largest;
    }

    private static double Difference(float[] expected, float[] actual)
    {
        double largest = 0, scale = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(expected[i]));
            var difference = Math.Abs((double)expected[i] - actual[i]);
            if (!(difference <= largest)) largest = difference;
        }
        return largest / scale;
    }

    /// <summary>Not a number is above it, too.</summary>
    private static void Check(double difference, double tolerance, string first, string second, string what)
    {
        if (!(difference <= tolerance))
            throw new DisagreementException($"{second} differs from {first} by {difference:g3} in {what}; {tolerance:g3} at most were expected.");
    }
}
