namespace Keras.Kernels;

/// <summary>A kernel written once over registers and forms; a readonly struct whose fields are its arguments.</summary>
internal interface IWinogradKernel
{
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="TPoints">Where polynomials are evaluated: one point less than the two edges together.</typeparam>
    /// <typeparam name="TTile">Edge of a tile of the output.</typeparam>
    /// <typeparam name="TSize">Edge of the kernel.</typeparam>
    void Run<TLanes, TPoints, TTile, TSize>()
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount where TSize : struct, ICount;
}

/// <summary>A kernel and its form.</summary>
internal readonly struct WinogradForm<TKernel, TPoints, TTile, TSize>(TKernel kernel) : ILaneKernel
    where TKernel : struct, IWinogradKernel where TPoints : struct, IWinogradPoints where TTile : struct, ICount where TSize : struct, ICount
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes> => kernel.Run<TLanes, TPoints, TTile, TSize>();
}

/// <summary>The forms there are.</summary>
internal static class WinogradForms
{
    internal static void Run<TKernel>(int size, int tile, in TKernel kernel) where TKernel : struct, IWinogradKernel
    {
        if (size == 3 && tile == 2)
            WidestLanes.Run(new WinogradForm<TKernel, FourPoints, Count2, Count3>(kernel));
        else if (size == 3 && tile == 4)
            WidestLanes.Run(new WinogradForm<TKernel, SixPoints, Count4, Count3>(kernel));
        else if (size == 5 && tile == 2)
            WidestLanes.Run(new WinogradForm<TKernel, SixPoints, Count2, Count5>(kernel));
        else if (size == 5 && tile == 4)
            WidestLanes.Run(new WinogradForm<TKernel, EightPoints, Count4, Count5>(kernel));
        else
            throw new ArgumentOutOfRangeException(
                nameof(tile), tile, $"Expected tiles of edge 2 or 4 for kernels of edge 3 or 5; found {tile} for {size}.");
    }
}
