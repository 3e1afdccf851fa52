using System.Runtime.CompilerServices;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>How a register of a line that is moved is read.</summary>
internal unsafe interface ILineReader<TLanes> where TLanes : struct, ILanes<TLanes>
{
    /// <param name="line">Where the register begins.</param>
    TLanes Read(float* line);
}

/// <summary>As it lies there: within the windows of all filters.</summary>
internal readonly unsafe struct ReadHere<TLanes> : ILineReader<TLanes> where TLanes : struct, ILanes<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Read(float* line) => Load<TLanes>(line);
}

/// <summary>For filters whose windows have not begun there, what lies behind the windows of the others, near the end of theirs.</summary>
/// <param name="isLater">Not zero for those filters.</param>
/// <param name="width">Floats that a window reads along the width.</param>
internal readonly unsafe struct ReadHereOrLater<TLanes>(TLanes isLater, nint width) : ILineReader<TLanes> where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes _isLater = isLater;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Read(float* line) => TLanes.Select(_isLater, Load<TLanes>(line + width), Load<TLanes>(line));
}
