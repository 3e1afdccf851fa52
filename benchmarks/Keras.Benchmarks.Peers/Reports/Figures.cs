namespace Keras.Benchmarks.Peers.Reports;

/// <summary>How figures are written.</summary>
internal static class Figures
{
    /// <summary>Three digits, in microseconds below a millisecond.</summary>
    public static string Time(double microseconds) => microseconds < 1000 ? $"{Digits(microseconds)} us" : $"{Digits(microseconds / 1000)} ms";

    private static string Digits(double value) => value < 10 ? $"{value:F2}" : value < 100 ? $"{value:F1}" : $"{value:F0}";
}
