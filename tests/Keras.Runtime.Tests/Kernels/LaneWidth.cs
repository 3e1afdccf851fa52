using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Runs a kernel at a chosen register width. Widths that the machine lacks are emulated, so every test covers all four. What
/// the drivers choose by themselves is covered by running the suite again with DOTNET_EnableAVX512=0 (256 bits), DOTNET_EnableAVX2=0
/// (128 bits) and DOTNET_EnableHWIntrinsic=0 (one lane).</summary>
internal static class LaneWidth
{
    internal static readonly int[] All = [1, 4, 8, 16];

    internal static void Run<TKernel>(int width, TKernel kernel) where TKernel : struct, ILaneKernel
    {
        switch (width)
        {
            case 1: kernel.Run<Lanes1>(); break;
            case 4: kernel.Run<Lanes4>(); break;
            case 8: kernel.Run<Lanes8>(); break;
            case 16: kernel.Run<Lanes16>(); break;
            default: throw new ArgumentOutOfRangeException(nameof(width), width, "Expected 1, 4, 8 or 16 lanes.");
        }
    }
}
