using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Kernels;

/// <summary>A kernel written once over register lanes; a readonly struct whose fields are its arguments.</summary>
internal interface ILaneKernel
{
    void Run<TLanes>() where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Runs a kernel on the widest registers that the machine has. The conditions are constants to the JIT.</summary>
internal static class WidestLanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TKernel>(in TKernel kernel) where TKernel : struct, ILaneKernel
    {
        if (Vector512.IsHardwareAccelerated)
            kernel.Run<Lanes16>();
        else if (Vector256.IsHardwareAccelerated)
            kernel.Run<Lanes8>();
        else if (Vector128.IsHardwareAccelerated)
            kernel.Run<Lanes4>();
        else
            kernel.Run<Lanes1>();
    }

    /// <summary>Runs a kernel over short rows: on the narrowest registers that a row of this many columns fits into, or the widest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void RunOnRows<TKernel>(in TKernel kernel, nint columns) where TKernel : struct, ILaneKernel
    {
        if (Vector512.IsHardwareAccelerated && columns > Lanes8.Count)
            kernel.Run<Lanes16>();
        else if (Vector256.IsHardwareAccelerated && columns > Lanes4.Count)
            kernel.Run<Lanes8>();
        else if (Vector128.IsHardwareAccelerated && columns > 1)
            kernel.Run<Lanes4>();
        else
            kernel.Run<Lanes1>();
    }
}
