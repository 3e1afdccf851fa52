using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Matrices in panels whose elements are bfloat16: the upper half of a float32. Two rows share the 32 bits of one element, the first
/// of them in the lower half; so the panels are those of a matrix with half as many rows. Behind an odd number of rows there is one of zeros.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BFloat16Panels
{
    /// <summary>32-bit elements that a matrix (inner, columns) takes.</summary>
    public static nint Length(nint inner, nint columns) => Panels.Length(Pairs(inner), columns);

    /// <summary>Pairs of rows.</summary>
    internal static nint Pairs(nint inner) => (inner + 1) / 2;

    /// <summary>Rounds a matrix (inner, columns) in panels to the nearest bfloat16, ties to even.</summary>
    public static void Round(Pointer<float> panels, Pointer<float> pairs, nint inner, nint columns) =>
        Parts.RunKernel(new BFloat16RoundingKernel(panels, pairs, inner, Panels.Count(columns)), Panels.Count(columns), 1, Cost.Elements(inner * columns));
}

/// <summary>Rounds whole panels.</summary>
internal readonly struct BFloat16RoundingKernel(Pointer<float> panels, Pointer<float> pairs, nint inner, nint count) : IDivisible<BFloat16RoundingKernel>
{
    public BFloat16RoundingKernel Part(nint first, nint end) => new(
        panels + first * inner * Panels.Width, pairs + first * BFloat16Panels.Pairs(inner) * Panels.Width, inner, end - first);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        Pointer<float> source = panels, target = pairs;
        for (nint panel = 0; panel < count; panel++)
        {
            nint row = 0;
            for (; row + 2 <= inner; row += 2, source += 2 * Panels.Width, target += Panels.Width)
            {
                for (nint lane = 0; lane < Panels.Width; lane += TLanes.Count)
                    TLanes.Store(TLanes.JoinHalves(TLanes.Load(source, lane), TLanes.Load(source, Panels.Width + lane)), target, lane);
            }
            if (row == inner)
                continue;
            for (nint lane = 0; lane < Panels.Width; lane += TLanes.Count)
                TLanes.Store(TLanes.JoinHalves(TLanes.Load(source, lane), TLanes.Broadcast(0f)), target, lane);
            source += Panels.Width;
            target += Panels.Width;
        }
    }
}
