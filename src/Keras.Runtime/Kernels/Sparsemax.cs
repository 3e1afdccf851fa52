using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Sparsemax, the Euclidean projection onto the probability simplex (Martins and Astudillo 2016), over the middle axis of a
/// dense tensor (outer, length, inner): y = max(x - τ, 0) with τ such that Σ y = 1. τ is found by Michelot's iteration: the mean of
/// those elements that are still above it, which needs no sorting and ends after a few passes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sparsemax
{
    /// <summary>Sparsemax of each row.</summary>
    public static void Forward(Pointer<float> x, Pointer<float> y, nint rows, nint columns) => Forward(x, y, rows, columns, 1);

    /// <summary>Sparsemax over the middle axis. y may be x.</summary>
    public static void Forward(Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner) =>
        LineParts<ForwardKernel>.Run(new(x, y, outer, length, inner), outer, inner, Cost.HeavyElements(outer * length * inner));

    /// <summary>Gradient of the sparsemax of each row.</summary>
    public static void Gradient(Pointer<float> y, Pointer<float> dy, Pointer<float> dx, nint rows, nint columns) =>
        Gradient(y, dy, dx, rows, columns, 1);

    /// <summary>Gradient: dx = dy - (mean of dy over the support) on the support y &gt; 0, else 0. dx may be dy.</summary>
    public static void Gradient(Pointer<float> y, Pointer<float> dy, Pointer<float> dx, nint outer, nint length, nint inner) =>
        LineParts<GradientKernel>.Run(new(y, dy, dx, outer, length, inner), outer, inner, Cost.HeavyElements(outer * length * inner));

    internal readonly struct ForwardKernel(Pointer<float> x, Pointer<float> y, LineRange lines, nint length, nint inner) : ILineKernel<ForwardKernel>
    {
        public ForwardKernel Over(LineRange lines) => new(x, y, lines, length, inner);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            foreach (Lines.Line<TLanes> line in Lines.Of<TLanes>(lines, length, inner))
            {
                TLanes max = LogSumExp.Max(line, x);
                TLanes threshold = TLanes.Broadcast(float.NegativeInfinity), count = TLanes.Broadcast(float.PositiveInfinity);
                while (true)
                {
                    threshold = Threshold(line, max, threshold, out TLanes above);
                    // The support only ever shrinks; where it did not in any line, the threshold is the right one.
                    if (TLanes.Sum(TLanes.Less(above, count)) == 0)
                        break;
                    count = TLanes.Min(above, count);
                }
                for (nint at = line.Start; at < line.End; at += line.Step)
                    line.Store(TLanes.Relu(line.Load(x, at, 0f) - max - threshold), y, at);
                if (line.HasTail)
                    line.StoreTail(TLanes.Relu(line.LoadTail(x, 0f) - max - threshold), y);
            }
        }

        /// <summary>(Σ z - 1)/count over the elements z = x - max above the last threshold.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TLanes Threshold<TLanes>(in Lines.Line<TLanes> line, TLanes max, TLanes last, out TLanes above)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes zero = TLanes.Broadcast(0f), one = TLanes.Broadcast(1f), sum = zero, count = zero;
            for (nint at = line.Start; at < line.End; at += line.Step)
            {
                TLanes z = line.Load(x, at, 0f) - max;
                sum += TLanes.SelectLess(last, z, z, zero);
                count += TLanes.SelectLess(last, z, one, zero);
            }
            if (line.HasTail)
            {
                TLanes z = line.LoadTail(x, float.NegativeInfinity) - max;
                sum += TLanes.SelectLess(last, z, z, zero);
                count += TLanes.SelectLess(last, z, one, zero);
            }
            above = line.SumAcross(count);
            return (line.SumAcross(sum) - one) / above;
        }
    }

    internal readonly struct GradientKernel(
        Pointer<float> y, Pointer<float> dy, Pointer<float> dx, LineRange lines, nint length, nint inner) : ILineKernel<GradientKernel>
    {
        public GradientKernel Over(LineRange lines) => new(y, dy, dx, lines, length, inner);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            TLanes zero = TLanes.Broadcast(0f), one = TLanes.Broadcast(1f);
            foreach (Lines.Line<TLanes> line in Lines.Of<TLanes>(lines, length, inner))
            {
                TLanes sum = zero, count = zero;
                for (nint at = line.Start; at < line.End; at += line.Step)
                {
                    TLanes value = line.Load(y, at, 0f);
                    sum += TLanes.SelectLess(zero, value, line.Load(dy, at, 0f), zero);
                    count += TLanes.SelectLess(zero, value, one, zero);
                }
                if (line.HasTail)
                {
                    TLanes value = line.LoadTail(y, 0f);
                    sum += TLanes.SelectLess(zero, value, line.LoadTail(dy, 0f), zero);
                    count += TLanes.SelectLess(zero, value, one, zero);
                }
                TLanes mean = line.SumAcross(sum) / line.SumAcross(count);
                for (nint at = line.Start; at < line.End; at += line.Step)
                    line.Store(TLanes.SelectLess(zero, line.Load(y, at, 0f), line.Load(dy, at, 0f) - mean, zero), dx, at);
                if (line.HasTail)
                    line.StoreTail(TLanes.SelectLess(zero, line.LoadTail(y, 0f), line.LoadTail(dy, 0f) - mean, zero), dx);
            }
        }
    }
}
