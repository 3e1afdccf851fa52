using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Mean and biased variance (the mean squared deviation) over the middle axis of a dense tensor (outer, length, inner).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Moments
{
    /// <summary>Writes mean and variance, each (outer, inner). Blocks are gone through twice while they are in the cache (mean, then
    /// squared deviations) and merged by Chan's formula, so that neither a large mean nor many elements cost digits.</summary>
    public static void Compute(Pointer<float> x, Pointer<float> mean, Pointer<float> variance, nint outer, nint length, nint inner) =>
        LineParts<Kernel>.Run(new(x, mean, variance, outer, length, inner), outer, inner, Cost.HeavyElements(outer * length * inner));

    internal readonly struct Kernel(
        Pointer<float> x, Pointer<float> mean, Pointer<float> variance, LineRange lines, nint length, nint inner) : ILineKernel<Kernel>
    {
        public Kernel Over(LineRange lines) => new(x, mean, variance, lines, length, inner);

        /// <summary>Registers of a block.</summary>
        private const int BlockLength = 64;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            foreach (Lines.Line<TLanes> line in Lines.Of<TLanes>(lines, length, inner))
            {
                TLanes zero = TLanes.Broadcast(0f);
                TLanes shift = Shift(line), runningMean = zero, squares = zero;
                float count = 0; // elements per lane so far
                nint blockEnd;
                for (nint start = line.Start; start < line.End; start = blockEnd)
                {
                    blockEnd = nint.Min(line.End, start + BlockLength * line.Step);
                    float blockCount = (blockEnd - start) / line.Step;
                    TLanes sum = zero, deviations = zero;
                    for (nint at = start; at < blockEnd; at += line.Step)
                        sum += line.Load(x, at, 0f) - shift;
                    TLanes blockMean = sum / TLanes.Broadcast(blockCount);
                    for (nint at = start; at < blockEnd; at += line.Step)
                    {
                        TLanes deviation = line.Load(x, at, 0f) - shift - blockMean;
                        deviations = TLanes.FusedMultiplyAdd(deviation, deviation, deviations);
                    }
                    Merge(ref runningMean, ref squares, count, blockMean, deviations, blockCount);
                    count += blockCount;
                }
                if (line.IsContiguous)
                    Across(line, shift, ref runningMean, ref squares, count);
                line.StoreResult(shift + runningMean, mean);
                line.StoreResult(squares / TLanes.Broadcast(length), variance);
            }
        }

        /// <summary>The mean of the first block, roughly: what follows is computed about it, so that small differences of means are not
        /// lost beside the means. All lanes of a contiguous line have the same one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TLanes Shift<TLanes>(in Lines.Line<TLanes> line) where TLanes : struct, ILanes<TLanes>
        {
            nint end = nint.Min(line.End, line.Start + BlockLength * line.Step);
            if (line.Start == end)
                return TLanes.Broadcast(0f);
            TLanes sum = TLanes.Broadcast(0f);
            for (nint at = line.Start; at < end; at += line.Step)
                sum += line.Load(x, at, 0f);
            TLanes shift = sum / TLanes.Broadcast((end - line.Start) / line.Step);
            return line.IsContiguous ? line.SumAcross(shift) / TLanes.Broadcast(TLanes.Count) : shift;
        }

        /// <summary>Chan's formula for the mean and the sum of squared deviations of two sets taken together.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Merge<TLanes>(
            ref TLanes mean, ref TLanes squares, float count, TLanes otherMean, TLanes otherSquares, float otherCount)
            where TLanes : struct, ILanes<TLanes>
        {
            float share = otherCount / (count + otherCount);
            TLanes delta = otherMean - mean;
            mean = TLanes.FusedMultiplyAdd(delta, TLanes.Broadcast(share), mean);
            squares = squares + otherSquares + delta * delta * TLanes.Broadcast(count * share);
        }

        /// <summary>A contiguous line holds one part of its elements in each lane, and a tail: all have their own mean.</summary>
        private unsafe void Across<TLanes>(in Lines.Line<TLanes> line, TLanes shift, ref TLanes mean, ref TLanes squares, float count)
            where TLanes : struct, ILanes<TLanes>
        {
            double totalMean = 0, totalSquares = 0, total = 0, origin = TLanes.Largest(shift);
            if (count > 0)
            {
                float* means = stackalloc float[TLanes.Count];
                TLanes.Store(mean, new Pointer<float>(means), 0);
                for (int lane = 0; lane < TLanes.Count; lane++)
                    totalMean += means[lane];
                totalMean /= TLanes.Count;
                for (int lane = 0; lane < TLanes.Count; lane++)
                    totalSquares += count * (means[lane] - totalMean) * (means[lane] - totalMean);
                totalSquares += TLanes.Sum(squares);
                total = (double)count * TLanes.Count;
            }
            for (nint at = line.End; at < line.Start + length; at++)
            {
                double value = x.Value[at] - origin, delta = value - totalMean;
                totalMean += delta / ++total;
                totalSquares += delta * (value - totalMean);
            }
            mean = TLanes.Broadcast((float)totalMean);
            squares = TLanes.Broadcast((float)totalSquares);
        }
    }
}
