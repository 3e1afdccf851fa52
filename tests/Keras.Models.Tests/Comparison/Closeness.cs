using Keras.Tests.Goldens;

namespace Keras.Models.Tests.Comparison;

/// <summary>How close is close enough: the tolerances that tests/goldens/README.md states, relative to max(1, |expected|).</summary>
public static class Closeness
{
    public const double Forward = 1e-5;
    public const double Gradient = 1e-4;
    public const double AfterTraining = 1e-4;

    /// <summary>What a trained weight may be off by whatever its change.</summary>
    private const double Slack = 2e-6;

    public static void AssertClose(string what, GoldenTensor expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.True(expected.Data.Length == actual.Length, $"{what}: expected {expected} ({expected.Data.Length} values), found {actual.Length} values.");
        for (var i = 0; i < actual.Length; i++) AssertClose($"{what}[{i}]", expected.Data[i], actual[i], tolerance);
    }

    public static void AssertClose(string what, float expected, float actual, double tolerance)
    {
        var allowed = tolerance * Math.Max(1, Math.Abs((double)expected));
        // Written so that NaN fails.
        Assert.True(Math.Abs((double)actual - expected) <= allowed || (float.IsNaN(expected) && float.IsNaN(actual)) || expected.Equals(actual),
            $"{what}: expected {expected:R}, found {actual:R}; the difference {Math.Abs((double)actual - expected):G3} is above {allowed:G3}.");
    }

    /// <summary>Weights after training: within 1e-4 of the largest change of that tensor, plus 2e-6, so that an optimizer that does nothing
    /// fails; a tensor that Keras left alone must be bitwise what it was.</summary>
    public static void AssertTrained(string what, GoldenTensor before, GoldenTensor expected, ReadOnlySpan<float> actual)
    {
        Assert.True(expected.Data.Length == actual.Length, $"{what}: expected {expected}, found {actual.Length} values.");
        var change = 0.0;
        for (var i = 0; i < actual.Length; i++) change = Math.Max(change, Math.Abs((double)expected.Data[i] - before.Data[i]));
        var allowed = change == 0 ? 0 : AfterTraining * change + Slack;
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.True(Math.Abs((double)actual[i] - expected.Data[i]) <= allowed,
                $"{what}[{i}]: was {before.Data[i]:R}, expected {expected.Data[i]:R}, found {actual[i]:R}; the difference is above {allowed:G3}.");
        }
    }

    /// <summary>State of an optimizer after training: within 1e-4 of the largest value of that tensor. Such values have no scale of 1
    /// (a second moment is a small number squared).</summary>
    public static void AssertState(string what, GoldenTensor expected, ReadOnlySpan<float> actual)
    {
        Assert.True(expected.Data.Length == actual.Length, $"{what}: expected {expected}, found {actual.Length} values.");
        var allowed = AfterTraining * expected.Data.Max(v => Math.Abs((double)v));
        for (var i = 0; i < actual.Length; i++)
            Assert.True(Math.Abs((double)actual[i] - expected.Data[i]) <= allowed,
                $"{what}[{i}]: expected {expected.Data[i]:R}, found {actual[i]:R}; the difference is above {allowed:G3}.");
    }
}
