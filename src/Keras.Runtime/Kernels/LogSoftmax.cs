using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Log-softmax over the middle axis of a dense tensor (outer, length, inner), y = x - max - ln Σ exp(x - max), and its
/// gradient, dx = dy - exp(y)·Σ dy. y and dx may be x, y or dy themselves.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogSoftmax
{
    /// <summary>Log-softmax of each row.</summary>
    public static void Forward(Pointer<float> x, Pointer<float> y, nint rows, nint columns) => Forward(x, y, rows, columns, 1);

    /// <summary>Log-softmax over the middle axis.</summary>
    public static void Forward(Pointer<float> x, Pointer<float> y, nint outer, nint length, nint inner) =>
        LineParts<ForwardKernel>.Run(new(x, y, outer, length, inner), outer, inner, Cost.HeavyElements(outer * length * inner));

    /// <summary>Gradient of the log-softmax of each row.</summary>
    public static void Gradient(Pointer<float> y, Pointer<float> dy, Pointer<float> dx, nint rows, nint columns) =>
        Gradient(y, dy, dx, rows, columns, 1);

    /// <summary>Gradient of the log-softmax over the middle axis.</summary>
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
                TLanes logSum = TLanes.Log(LogSumExp.SumOfExp(line, x, max));
                for (nint at = line.Start; at < line.End; at += line.Step)
                    line.Store(line.Load(x, at, 0f) - max - logSum, y, at);
                if (line.HasTail)
                    line.StoreTail(line.LoadTail(x, 0f) - max - logSum, y);
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
                TLanes sum = TLanes.Broadcast(0f);
                for (nint at = line.Start; at < line.End; at += line.Step)
                    sum += line.Load(dy, at, 0f);
                if (line.HasTail)
                    sum += line.LoadTail(dy, 0f);
                sum = -line.SumAcross(sum);

                for (nint at = line.Start; at < line.End; at += line.Step)
                    line.Store(TLanes.FusedMultiplyAdd(TLanes.Exp(line.Load(y, at, 0f)), sum, line.Load(dy, at, 0f)), dx, at);
                if (line.HasTail)
                    line.StoreTail(TLanes.FusedMultiplyAdd(TLanes.Exp(line.LoadTail(y, 0f)), sum, line.LoadTail(dy, 0f)), dx);
            }
        }
    }
}
