namespace Keras.Kernels;

/// <summary>How the left operand of a tile lies in memory.</summary>
internal interface ITileLayout
{
    /// <summary>Whether its columns lie in panels, else at one distance from each other.</summary>
    static abstract bool IsPanels { get; }
}

/// <summary>Columns at one distance from each other.</summary>
internal readonly struct InRows : ITileLayout
{
    public static bool IsPanels => false;
}

/// <summary>Columns in panels (<see cref="Panels"/>).</summary>
internal readonly struct InPanels : ITileLayout
{
    public static bool IsPanels => true;
}
