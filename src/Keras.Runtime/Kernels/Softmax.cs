using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Softmax over the middle axis of a dense tensor (outer, length, inner), y = exp(x - max) / Σ exp(x - max), and its
/// gradient, dx = y·(dy - Σ dy·y). y and dx may be x, y or dy themselves.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Softmax
{
    /// <summary>Softmax of each row.</summary>
    public static void Forward(Pointer<float> x, Pointer<float> y, nint rows, nint columns) => Forward(x, y, rows, columns, 1);

    /// <summary>Softmax over the middle axis.</summary>
    public static void Forward(Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner)
    {
        if (inner == 1)
            Parts.RunKernel(new RowKernel(x, y, outer, length), outer, 1, Cost.HeavyElements(outer * length));
        else
            LineParts<ForwardKernel>.Run(new(x, y, outer, length, inner), outer, inner, Cost.HeavyElements(outer * length * inner));
    }

    /// <summary>Gradient of the softmax of each row.</summary>
    public static void Gradient(Pointer<float> y, Pointer<float> dy, Pointer<float> dx, nint rows, nint columns) =>
        Gradient(y, dy, dx, rows, columns, 1);

    /// <summary>Gradient of the softmax over the middle axis.</summary>
    public static void Gradient(Pointer<float> y, Pointer<float> dy, Pointer<float> dx, nint outer, nint length, nint inner) =>
        LineParts<GradientKernel>.Run(new(y, dy, dx, outer, length, inner), outer, inner, Cost.HeavyElements(outer * length * inner));

    /// <summary>Over contiguous rows: the sums of <see cref="ForwardKernel"/> in the same order. Most models have no other softmax, and this one
    /// is compiled in a third of the time.</summary>
    internal readonly struct RowKernel(Pointer<float> x, Pointer<float> y, nint rows, nint columns) : IDivisible<RowKernel>
    {
        public RowKernel Part(nint first, nint end) => new(x + first * columns, y + first * columns, end - first, columns);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            nint tail = columns % TLanes.Count, whole = columns - tail;
            Pointer<float> from = x, to = y;
            for (nint row = 0; row < rows; row++, from += columns, to += columns)
            {
                TLanes max = TLanes.Broadcast(float.NegativeInfinity);
                for (nint at = 0; at < whole; at += TLanes.Count)
                    max = TLanes.Max(max, TLanes.Load(from, at));
                if (tail > 0)
                    max = TLanes.Max(max, TLanes.LoadPartial(from, whole, tail, float.NegativeInfinity));
                max = TLanes.Broadcast(TLanes.Largest(max));

                TLanes sum = TLanes.Broadcast(0f);
                for (nint at = 0; at < whole; at += TLanes.Count)
                {
                    TLanes exp = TLanes.Exp(TLanes.Load(from, at) - max);
                    TLanes.Store(exp, to, at);
                    sum += exp;
                }
                if (tail > 0)
                {
                    TLanes exp = TLanes.Exp(TLanes.LoadPartial(from, whole, tail, float.NegativeInfinity) - max);
                    TLanes.StorePartial(exp, to, whole, tail);
                    sum += exp;
                }
                TLanes scale = TLanes.Broadcast(1f) / TLanes.Broadcast(TLanes.Sum(sum));

                for (nint at = 0; at < whole; at += TLanes.Count)
                    TLanes.Store(TLanes.Load(to, at) * scale, to, at);
                if (tail > 0)
                    TLanes.StorePartial(TLanes.LoadPartial(to, whole, tail, 0f) * scale, to, whole, tail);
            }
        }
    }

    internal readonly struct ForwardKernel(Pointer<float> x, Pointer<float> y, LineRange lines, nint length, nint inner) : ILineKernel<ForwardKernel>
    {
        public ForwardKernel Over(LineRange lines) => new(x, y, lines, length, inner);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            foreach (Lines.Line<TLanes> line in Lines.Of<TLanes>(lines, length, inner))
            {
                TLanes max = TLanes.Broadcast(float.NegativeInfinity);
                for (nint at = line.Start; at < line.End; at += line.Step)
                    max = TLanes.Max(max, line.Load(x, at, float.NegativeInfinity));
                if (line.HasTail)
                    max = TLanes.Max(max, line.LoadTail(x, float.NegativeInfinity));
                max = line.MaxAcross(max);

                TLanes sum = TLanes.Broadcast(0f);
                for (nint at = line.Start; at < line.End; at += line.Step)
                {
                    TLanes exp = TLanes.Exp(line.Load(x, at, 0f) - max);
                    line.Store(exp, y, at);
                    sum += exp;
                }
                if (line.HasTail)
                {
                    TLanes exp = TLanes.Exp(line.LoadTail(x, float.NegativeInfinity) - max);
                    line.StoreTail(exp, y);
                    sum += exp;
                }
                TLanes scale = TLanes.Broadcast(1f) / line.SumAcross(sum);

                for (nint at = line.Start; at < line.End; at += line.Step)
                    line.Store(line.Load(y, at, 0f) * scale, y, at);
                if (line.HasTail)
                    line.StoreTail(line.LoadTail(y, 0f) * scale, y);
            }
        }
    }

    internal readonly struct GradientKernel(
        Pointer<float> y, Pointer<float> dy, Pointer<float> dx, LineRange lines, nint length, nint inner) : ILineKernel<GradientKernel>
    {
        public GradientKernel Over(LineRange lines) => new(y, dy, dx, lines, length, inner);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            foreach (Lines.Line<TLanes> line in Lines.Of<TLanes>(lines, length, inner))
            {
                TLanes dot = TLanes.Broadcast(0f);
                for (nint at = line.Start; at < line.End; at += line.Step)
                    dot = TLanes.FusedMultiplyAdd(line.Load(dy, at, 0f), line.Load(y, at, 0f), dot);
                if (line.HasTail)
                    dot = TLanes.FusedMultiplyAdd(line.LoadTail(dy, 0f), line.LoadTail(y, 0f), dot);
                dot = line.SumAcross(dot);

                for (nint at = line.Start; at < line.End; at += line.Step)
                    line.Store(line.Load(y, at, 0f) * (line.Load(dy, at, 0f) - dot), dx, at);
                if (line.HasTail)
                    line.StoreTail(line.LoadTail(y, 0f) * (line.LoadTail(dy, 0f) - dot), dx);
            }
        }
    }
}
