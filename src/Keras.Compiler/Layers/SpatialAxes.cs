namespace Keras.Compiler.Layers;

/// <summary>The axes of images and sequences between batch and channels, and the forms in which Keras takes numbers for them.</summary>
internal static class SpatialAxes
{
    /// <summary>Number of the first of them in an input.</summary>
    public static int First(DataFormat format) => format == DataFormat.ChannelsFirst ? 2 : 1;

    /// <summary>Number of the channel axis in an input.</summary>
    /// <param name="format">Where the channels are.</param>
    /// <param name="count">How many spatial axes there are.</param>
    public static int Channels(DataFormat format, int count) => format == DataFormat.ChannelsFirst ? 1 : count + 1;

    /// <summary>One number for each axis, from one for all or one for each.</summary>
    public static int[] PerAxis(int[] given, int count) =>
        given.Length == count ? given : [.. Enumerable.Repeat(given[0], count)];

    /// <summary>Two numbers for each axis, from one for all sides, one for each axis or two for each.</summary>
    public static (int Before, int After)[] PerSide(int[] given, int count) => given.Length == 2 * count
        ? [.. Enumerable.Range(0, count).Select(axis => (given[2 * axis], given[2 * axis + 1]))]
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
