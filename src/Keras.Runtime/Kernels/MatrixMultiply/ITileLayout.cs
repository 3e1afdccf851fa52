namespace Keras.Kernels;

/// <summary>How the left operand of a tile lies in memory.</summary>
internal interface ITileLayout
{
    /// <summary>Whether its columns lie in runs, else all at one distance from each other.</summary>
    static abstract bool HasRuns { get; }
}

/// <summary>Columns at one distance from each other.</summary>
internal readonly struct InRows : ITileLayout
{
    public static bool HasRuns => false;
}

/// <summary>Columns in runs: one distance within a run, another from run to run, as in panels (<see cref="Panels"/>) or where a window
/// reads several lines of an image.</summary>
internal readonly struct InRuns : ITileLayout
{
    public static bool HasRuns => true;
}
