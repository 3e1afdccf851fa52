using Keras.Benchmarks.Peers.Engines;

namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>Engines that compute something else are not compared.</summary>
internal static class Agreement
{
    /// <summary>Of outputs: the largest difference as a share of the largest output. Rounding in a model of ten layers stays below.</summary>
    public const double OutputTolerance = 1e-4;

    /// <summary>Of losses, as a share of the loss, before the first step.</summary>
    public const double FirstLossTolerance = 1e-4;

    /// <summary>Of losses after a step. RMSprop moves each weight by about the same at first, however small its gradient; where that is zero but
    /// for rounding, engines differ in its sign.</summary>
    public const double LossTolerance = 1e-2;

    private const int Steps = 2;

    /// <summary>Predicts with each way of each engine.</summary>
    /// <returns>The largest difference from the first engine.</returns>
    /// <exception cref="DisagreementException">It is above the tolerance.</exception>
    public static double OfPredictions(IReadOnlyList<(string Engine, Prediction Way)> ways)
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
            Check(difference, OutputTolerance, ways[0].Engine, ways[i].Engine, "outputs");
            largest = Math.Max(largest, difference);
        }
        return largest;
    }

    /// <summary>Makes steps with the first way of each engine and compares the losses, which from the second on show what the step before
    /// changed.</summary>
    /// <returns>The difference of the first losses from the first engine's.</returns>
    /// <exception cref="DisagreementException">It is above the tolerance.</exception>
    public static double OfTraining(IReadOnlyList<(string Engine, TrainingStep Way)> ways)
    {
        var first = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var losses = ways.Select(way => (double)way.Way.Loss()).ToArray();
            for (var i = 1; i < losses.Length; i++)
            {
                var difference = Math.Abs(losses[0] - losses[i]) / Math.Abs(losses[0]);
                Check(difference, step == 0 ? FirstLossTolerance : LossTolerance, ways[0].Engine, ways[i].Engine,
                    $"losses {losses[0]:g6} and {losses[i]:g6} of step {step + 1}");
                if (step == 0) first = Math.Max(first, difference);
            }
        }
        return first;
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
