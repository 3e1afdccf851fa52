namespace Keras.Compiler.Layers;

/// <summary>The axes of images and sequences between batch and channels, and the forms in which Keras takes numbers for them.</summary>
internal static class SpatialAxes
{
    /// <summary>Number of the first of them in an input.</summary>
    public static int First(DataFormat format) => format == DataFormat.ChannelsFirst ? 2 : 1;

    /// <summary>The order of axes that brings channels from the first place to the last.</summary>
    public static int[] ToChannelsLast(int count) => [0, .. Enumerable.Range(2, count), 1];

    /// <summary>The order of axes that brings channels from the last place to the first.</summary>
    public static int[] ToChannelsFirst(int count) => [0, count + 1, .. Enumerable.Range(1, count)];

    /// <summary>One number for each axis, from one for all or one for each. What is out of range was reported, and does no harm here.</summary>
    /// <param name="given">The numbers.</param>
    /// <param name="count">How many axes there are.</param>
    /// <param name="least">What each number is at least.</param>
    public static int[] PerAxis(int[] given, int count, int least = 0) =>
        [.. Enumerable.Range(0, count).Select(axis => Math.Max(least, given.Length == 1 ? given[0] : given.ElementAtOrDefault(axis)))];

    /// <summary>Two numbers for each axis, from one for all sides, one for each axis or two for each.</summary>
    public static (int Before, int After)[] PerSide(int[] given, int count) => given.Length == 2 * count
        ? [.. Enumerable.Range(0, count).Select(axis => (Math.Max(0, given[2 * axis]), Math.Max(0, given[2 * axis + 1])))]
        : [.. PerAxis(given, count).Select(number => (number, number))];

    /// <summary>Reports numbers for each axis that are too small, or too many or few.</summary>
    public static void RequirePerAxis(this HyperparameterChecks checks, string name, int[] given, int count, int minimum) => checks.Require(
        (given.Length == 1 || given.Length == count) && given.All(number => number >= minimum), name, given,
        $"numbers of at least {minimum}: one{(count == 1 ? "" : $", or {count}, one for each axis")}");

    /// <summary>Reports numbers for each side that are negative, or too many or few.</summary>
    public static void RequirePerSide(this HyperparameterChecks checks, string name, int[] given, int count) => checks.Require(
        (given.Length == 1 || given.Length == count || given.Length == 2 * count) && given.All(number => number >= 0), name, given,
        $"numbers of at least 0: one, {(count == 1 ? "" : $"{count} for the axes, ")}or {2 * count} for all sides");
}
