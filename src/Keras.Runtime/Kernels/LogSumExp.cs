using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y[o, i] = ln Σ_l exp(x[o, l, i]) over the middle axis of a dense tensor (outer, length, inner), and its gradient,
/// dx = dy·exp(x - y).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogSumExp
{
    /// <summary>Log-sum-exp over the middle axis.</summary>
    public static void Forward(Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner) =>
        LineParts<ForwardKernel>.Run(new(x, y, outer, length, inner), outer, inner, Cost.HeavyElements(outer * length * inner));

    /// <summary>Gradient: y and dy have one element per line, x and dx all.</summary>
    public static void Gradient(Pointer<float> x, Pointer<float> y, Pointer<float> dy, Pointer<float> dx, nint outer, nint length, nint inner) =>
        LineParts<GradientKernel>.Run(new(x, y, dy, dx, outer, length, inner), outer, inner, Cost.HeavyElements(outer * length * inner));

    /// <summary>The maximum of a line, 0 where it is infinite (an infinite shift would turn x - max into NaN).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Max<TLanes>(in Lines.Line<TLanes> line, Pointer<float> x) where TLanes : struct, ILanes<TLanes>
    {
        TLanes max = TLanes.Broadcast(float.NegativeInfinity);
        for (nint at = line.Start; at < line.End; at += line.Step)
            max = TLanes.Max(max, line.Load(x, at, float.NegativeInfinity));
        if (line.HasTail)
            max = TLanes.Max(max, line.LoadTail(x, float.NegativeInfinity));
        max = line.MaxAcross(max);
        return TLanes.SelectEqual(TLanes.Abs(max), TLanes.Broadcast(float.PositiveInfinity), TLanes.Broadcast(0f), max);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes SumOfExp<TLanes>(in Lines.Line<TLanes> line, Pointer<float> x, TLanes max) where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = TLanes.Broadcast(0f);
        for (nint at = line.Start; at < line.End; at += line.Step)
            sum += TLanes.Exp(line.Load(x, at, float.NegativeInfinity) - max);
        if (line.HasTail)
            sum += TLanes.Exp(line.LoadTail(x, float.NegativeInfinity) - max);
        return line.SumAcross(sum);
    }

    internal readonly struct ForwardKernel(Pointer<float> x, Pointer<float> y, LineRange lines, nint length, nint inner) : ILineKernel<ForwardKernel>
    {
        public ForwardKernel Over(LineRange lines) => new(x, y, lines, length, inner);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            foreach (Lines.Line<TLanes> line in Lines.Of<TLanes>(lines, length, inner))
            {
                TLanes max = Max(line, x);
                line.StoreResult(max + TLanes.Log(SumOfExp(line, x, max)), y);
            }
        }
    }

    internal readonly struct GradientKernel(
        Pointer<float> x, Pointer<float> y, Pointer<float> dy, Pointer<float> dx, LineRange lines, nint length, nint inner) : ILineKernel<GradientKernel>
    {
        public GradientKernel Over(LineRange lines) => new(x, y, dy, dx, lines, length, inner);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            foreach (Lines.Line<TLanes> line in Lines.Of<TLanes>(lines, length, inner))
            {
                TLanes shift = line.LoadResult(y), factor = line.LoadResult(dy);
                for (nint at = line.Start; at < line.End; at += line.Step)
                    line.Store(factor * TLanes.Exp(line.Load(x, at, 0f) - shift), dx, at);
                if (line.HasTail)
                    line.StoreTail(factor * TLanes.Exp(line.LoadTail(x, 0f) - shift), dx);
            }
        }
    }
}
