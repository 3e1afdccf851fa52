using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Whether one of <paramref name="count"/> values is NaN.</summary>
internal readonly unsafe struct NaNKernel(Pointer<float> x, nint count, bool* found) : ILaneKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        nint tail = count % TLanes.Count, whole = count - tail;
        TLanes zero = TLanes.Broadcast(0f), numbers = TLanes.Broadcast(1f);
        for (nint at = 0; at < whole; at += TLanes.Count)
        {
            TLanes value = TLanes.Load(x, at);
            numbers = TLanes.SelectEqual(value, value, numbers, zero);
        }
        if (tail > 0)
        {
            TLanes value = TLanes.LoadPartial(x, whole, tail, 0f);
            numbers = TLanes.SelectEqual(value, value, numbers, zero);
        }
        *found = TLanes.Sum(numbers) != TLanes.Count;
    }
}
