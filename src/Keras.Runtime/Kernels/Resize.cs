using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Stretches the middle axis of a dense tensor (outer, length, inner) by a whole factor. Element i of the result is the mean of
/// the elements around (i + ½) / factor − ½, weighted by the interpolation's kernel; the weights of those that exist sum to 1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Resize
{
    /// <summary>Most elements that one of the result depends on.</summary>
    private const int MostTaps = 11;

    /// <summary>y (outer, length·factor, inner) from x (outer, length, inner).</summary>
    public static void Forward(
        Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner, int factor, Interpolation interpolation) =>
        WidestLanes.RunOnRows(new ForwardKernel(x, y, outer, length, inner, factor, interpolation), inner);

    /// <summary>dx (outer, length, inner) from dy (outer, length·factor, inner).</summary>
    public static void Gradient(
        Pointer<float> dy, Pointer<float> dx, nint outer, nint length, nint inner, int factor, Interpolation interpolation) =>
        WidestLanes.RunOnRows(new GradientKernel(dy, dx, outer, length, inner, factor, interpolation), inner);

    /// <summary>The weights of the elements that one of the result depends on.</summary>
    /// <param name="position">Number of the element of the result.</param>
    /// <param name="length">Length of the operand's axis.</param>
    /// <param name="factor">How much longer the result's is.</param>
    /// <param name="interpolation">The kernel.</param>
    /// <param name="weights">Takes the weights.</param>
    /// <param name="first">Number of the first of those elements.</param>
    /// <returns>How many there are.</returns>
    private static int Weigh(nint position, nint length, int factor, Interpolation interpolation, Span<float> weights, out nint first)
    {
        double centre = (position + 0.5) / factor - 0.5, radius = Radius(interpolation);
        first = nint.Max(0, (nint)Math.Ceiling(centre - radius));
        nint last = nint.Min(length - 1, (nint)Math.Floor(centre + radius));
        int count = (int)(last - first) + 1;
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += Weight(Math.Abs(first + i - centre), interpolation);
        for (int i = 0; i < count; i++)
            weights[i] = (float)(Weight(Math.Abs(first + i - centre), interpolation) / sum);
        return count;
    }

    private static double Radius(Interpolation interpolation) => interpolation switch
    {
        Interpolation.Nearest => 0.5,
        Interpolation.Bilinear => 1,
        Interpolation.Bicubic => 2,
        Interpolation.Lanczos3 => 3,
        _ => 5,
    };

    private static double Weight(double distance, Interpolation interpolation) => interpolation switch
    {
        Interpolation.Nearest => 1,
        Interpolation.Bilinear => 1 - distance,
        Interpolation.Bicubic when distance < 1 => (1.5 * distance - 2.5) * distance * distance + 1,
        Interpolation.Bicubic => ((-0.5 * distance + 2.5) * distance - 4) * distance + 2,
        _ => Sinc(distance) * Sinc(distance / Radius(interpolation)),
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    internal readonly struct ForwardKernel(
        Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner, int factor, Interpolation interpolation) : ILaneKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            Span<float> weights = stackalloc float[MostTaps];
            nint tail = inner % TLanes.Count, whole = inner - tail;
            for (nint i = 0; i < length * factor; i++)
            {
                int count = Weigh(i, length, factor, interpolation, weights, out nint first);
                for (nint o = 0; o < outer; o++)
                {
                    Pointer<float> from = x + (o * length + first) * inner, to = y + (o * length * factor + i) * inner;
                    for (nint column = 0; column < whole; column += TLanes.Count)
                    {
                        TLanes sum = TLanes.Load(from, column) * TLanes.Broadcast(weights[0]);
                        for (int k = 1; k < count; k++)
                            sum = TLanes.FusedMultiplyAdd(TLanes.Load(from, k * inner + column), TLanes.Broadcast(weights[k]), sum);
                        TLanes.Store(sum, to, column);
                    }
                    if (tail > 0)
                    {
                        TLanes sum = TLanes.LoadPartial(from, whole, tail, 0f) * TLanes.Broadcast(weights[0]);
                        for (int k = 1; k < count; k++)
                            sum = TLanes.FusedMultiplyAdd(TLanes.LoadPartial(from, k * inner + whole, tail, 0f), TLanes.Broadcast(weights[k]), sum);
                        TLanes.StorePartial(sum, to, whole, tail);
                    }
                }
            }
        }
    }

    internal readonly struct GradientKernel(
        Pointer<float> dy, Pointer<float> dx, nint outer, nint length, nint inner, int factor, Interpolation interpolation) : ILaneKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            Copy.Fill(dx, outer * length * inner, 0f);
            Span<float> weights = stackalloc float[MostTaps];
            nint tail = inner % TLanes.Count, whole = inner - tail;
            for (nint i = 0; i < length * factor; i++)
            {
                int count = Weigh(i, length, factor, interpolation, weights, out nint first);
                for (nint o = 0; o < outer; o++)
                {
                    Pointer<float> from = dy + (o * length * factor + i) * inner, to = dx + (o * length + first) * inner;
                    for (int k = 0; k < count; k++)
                    {
                        TLanes weight = TLanes.Broadcast(weights[k]);
                        Pointer<float> row = to + k * inner;
                        for (nint column = 0; column < whole; column += TLanes.Count)
                            TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Load(from, column), weight, TLanes.Load(row, column)), row, column);
                        if (tail > 0)
                        {
                            TLanes sum = TLanes.FusedMultiplyAdd(
                                TLanes.LoadPartial(from, whole, tail, 0f), weight, TLanes.LoadPartial(row, whole, tail, 0f));
                            TLanes.StorePartial(sum, row, whole, tail);
                        }
                    }
                }
            }
        }
    }
}
