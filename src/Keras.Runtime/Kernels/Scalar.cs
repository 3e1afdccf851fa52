using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Reads one number into all lanes: an operand that is repeated along the columns.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Scalar
{
    /// <summary>The float at <c>pointer + index</c> in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(Pointer<float> pointer, nint index) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Broadcast(pointer.Value[index]);

    /// <summary>The integer at <c>pointer + index</c>, converted, in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(Pointer<int> pointer, nint index) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Broadcast(pointer.Value[index]);

    /// <summary>The byte at <c>pointer + index</c>, converted, in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(Pointer<byte> pointer, nint index) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Broadcast(pointer.Value[index]);
}
