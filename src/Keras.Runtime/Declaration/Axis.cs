namespace Keras;

/// <summary>Constants for axes in shapes.</summary>
public static class Axis
{
    /// <summary>An axis of unknown length, Keras's <c>None</c>. Also reachable as <c>None</c> with <c>using static Keras.Ops</c>.</summary>
    public const int None = int.MinValue;
}
