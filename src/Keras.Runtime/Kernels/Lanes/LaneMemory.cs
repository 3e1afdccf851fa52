using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Registers from and to raw addresses, for kernels that move these along.</summary>
internal static unsafe class LaneMemory
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Load<TLanes>(float* address) where TLanes : struct, ILanes<TLanes> => TLanes.Load(new Pointer<float>(address), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store<TLanes>(TLanes value, float* address) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Store(value, new Pointer<float>(address), 0);
}
