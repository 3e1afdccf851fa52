namespace Keras;

/// <summary>The measure of <see cref="WeightLayout.Panels"/>, for the compiler, which plans memory, and the kernels.</summary>
internal static class PanelLayout
{
    /// <summary>Columns of one panel: the lanes of the widest register.</summary>
    internal const int Width = 16;

    /// <summary>As many columns as fill panels.</summary>
    internal static long Padded(long columns) => (columns + Width - 1) / Width * Width;
}
