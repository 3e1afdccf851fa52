using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>dkernel: for each shift and each place of a period, the sum of all products of x and dy there, a band of lines after the other; in
/// the end the sums of one filter are one. Threads take ranges of bands, so that each reads lines that it may have written itself. Every range
/// has sums of its own, and these are added in their order: the result is the same on any number of threads.</summary>
internal readonly unsafe struct LineKernelGradient(
    WindowGrid grid, LineShape shape, Pointer<float> x, Pointer<float> dy, Pointer<float> gradient, Pointer<float> workspace, bool accumulate)
    : ILaneKernel
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        nint bands = grid.Batch * BandsOfImage, ranges = nint.Clamp(bands, 1, LineShape.Ranges);
        Parts.Run(new BandRanges<TLanes>(this, bands, ranges), ranges, 1, shape.CostOf(grid));
        for (nint range = 1; range < ranges; range++)
            AddSums<TLanes>(SumsOf(range));
        Fold();
    }

    /// <summary>Some ranges of all bands.</summary>
    private readonly struct BandRanges<TLanes>(LineKernelGradient kernel, nint bands, nint ranges) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker)
        {
            for (nint range = first; range < end; range++)
                kernel.Run<TLanes>(range * bands / ranges, (range + 1) * bands / ranges, kernel.SumsOf(range), kernel.MemoryOf(worker));
        }
    }

    private nint BandsOfImage => (grid.Height.Count + LineShape.Rows - 1) / LineShape.Rows;

    private float* SumsOf(nint range) => workspace.Value + range * shape.Sums;

    private float* MemoryOf(int worker) => worker == 0 ? SumsOf(LineShape.Ranges) : Workers.Scratch(worker, shape.Band);

    private void Run<TLanes>(nint firstBand, nint endBand, float* sums, float* lines) where TLanes : struct, ILanes<TLanes>
    {
        nint step = shape.LineStep, line = grid.Width.Count * shape.Channels, left = shape.PlaceOfFirst(grid);
        float* cotangents = lines + LineShape.Lines * step;
        var source = new LineSource(x, grid.Height.Length, grid.Width.Length * shape.Channels);
        var cotangent = new LineSource(dy, grid.Height.Count, line);
        Copy.Fill(new Pointer<float>(sums), shape.Sums, 0f);
        for (nint band = firstBand; band < endBand; band++)
        {
            nint image = band / BandsOfImage, top = band % BandsOfImage * LineShape.Rows;
            for (nint column = 0; column < line; column += shape.Columns)
            {
                nint columns = nint.Min(shape.Columns, line - column);
                source.CopyTo<TLanes>(image, grid.Height.Start(top), LineShape.Lines, column + left, shape.Read(columns), lines, step);
                cotangent.CopyTo<TLanes>(image, top, LineShape.Rows, column, shape.Columns, cotangents, shape.Columns);
                for (nint near = 0; near < columns; near += shape.NearColumns)
                    AddPairs<TLanes>(sums, near, nint.Min(near + shape.NearColumns, columns), lines, cotangents);
            }
        }
    }

    /// <summary>Adds the products of a piece of a band.</summary>
    private void AddPairs<TLanes>(float* sums, nint first, nint end, float* lines, float* cotangents) where TLanes : struct, ILanes<TLanes>
    {
        for (nint shift = 0; shift < shape.Shifts; shift += LineShape.ShiftsAtOnce)
            for (nint place = 0; place < nint.Min(shape.Period, end - first); place += TLanes.Count)
                AddPair<TLanes>(sums + shift * LineConvolution.Height * shape.Period + place, shift, place, first, end, lines, cotangents);
    }

    /// <summary>Adds the products of two shifts at one register of places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPair<TLanes>(float* sums, nint shift, nint place, nint first, nint end, float* lines, float* cotangents) where TLanes : struct, ILanes<TLanes>
    {
        nint period = shape.Period, step = shape.LineStep, step3 = 3 * step, dyStep = shape.Columns, dyStep3 = 3 * dyStep;
        // Each piece is summed by itself, so that many lines cost no digits.
        TLanes s0 = TLanes.Broadcast(0f), s1 = s0, s2 = s0, t0 = s0, t1 = s0, t2 = s0;
        for (nint j = first + place; j < end; j += period)
        {
            float* d = cotangents + j;
            float* e = d + 4 * dyStep;
            float* a = lines + j + shift;
            float* b = a + 4 * step;
            float* c = b + 4 * step;
            TLanes d0 = Load<TLanes>(d), d1 = Load<TLanes>(d + dyStep), d2 = Load<TLanes>(d + 2 * dyStep), d3 = Load<TLanes>(d + dyStep3);
            TLanes d4 = Load<TLanes>(e), d5 = Load<TLanes>(e + dyStep), d6 = Load<TLanes>(e + 2 * dyStep), d7 = Load<TLanes>(e + dyStep3);
            TLanes line = Load<TLanes>(a);
            s0 = TLanes.FusedMultiplyAdd(line, d0, s0);
            line = Load<TLanes>(a + 1);
            t0 = TLanes.FusedMultiplyAdd(line, d0, t0);
            line = Load<TLanes>(a + step);
            s0 = TLanes.FusedMultiplyAdd(line, d1, s0);
            s1 = TLanes.FusedMultiplyAdd(line, d0, s1);
            line = Load<TLanes>(a + step + 1);
            t0 = TLanes.FusedMultiplyAdd(line, d1, t0);
            t1 = TLanes.FusedMultiplyAdd(line, d0, t1);
            AddLine(a + 2 * step, d2, d1, d0, ref s0, ref s1, ref s2, ref t0, ref t1, ref t2);
            AddLine(a + step3, d3, d2, d1, ref s0, ref s1, ref s2, ref t0, ref t1, ref t2);
            AddLine(b, d4, d3, d2, ref s0, ref s1, ref s2, ref t0, ref t1, ref t2);
            AddLine(b + step, d5, d4, d3, ref s0, ref s1, ref s2, ref t0, ref t1, ref t2);
            AddLine(b + 2 * step, d6, d5, d4, ref s0, ref s1, ref s2, ref t0, ref t1, ref t2);
            AddLine(b + step3, d7, d6, d5, ref s0, ref s1, ref s2, ref t0, ref t1, ref t2);
            line = Load<TLanes>(c);
            s1 = TLanes.FusedMultiplyAdd(line, d7, s1);
            s2 = TLanes.FusedMultiplyAdd(line, d6, s2);
            line = Load<TLanes>(c + 1);
            t1 = TLanes.FusedMultiplyAdd(line, d7, t1);
            t2 = TLanes.FusedMultiplyAdd(line, d6, t2);
            s2 = TLanes.FusedMultiplyAdd(Load<TLanes>(c + step), d7, s2);
            t2 = TLanes.FusedMultiplyAdd(Load<TLanes>(c + step + 1), d7, t2);
        }
        AddTo(sums, s0);
        AddTo(sums + period, s1);
        AddTo(sums + 2 * period, s2);
        AddTo(sums + 3 * period, t0);
        AddTo(sums + 4 * period, t1);
        AddTo(sums + 5 * period, t2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<TLanes>(float* sums, TLanes more) where TLanes : struct, ILanes<TLanes> => Store(Load<TLanes>(sums) + more, sums);

    /// <summary>A line of x by the three lines of dy whose windows read it, at both shifts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLine<TLanes>(
        float* x, TLanes dy0, TLanes dy1, TLanes dy2, ref TLanes s0, ref TLanes s1, ref TLanes s2, ref TLanes t0, ref TLanes t1, ref TLanes t2)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes line = Load<TLanes>(x);
        s0 = TLanes.FusedMultiplyAdd(line, dy0, s0);
        s1 = TLanes.FusedMultiplyAdd(line, dy1, s1);
        s2 = TLanes.FusedMultiplyAdd(line, dy2, s2);
        line = Load<TLanes>(x + 1);
        t0 = TLanes.FusedMultiplyAdd(line, dy0, t0);
        t1 = TLanes.FusedMultiplyAdd(line, dy1, t1);
        t2 = TLanes.FusedMultiplyAdd(line, dy2, t2);
    }

    /// <summary>Adds the sums of a range to those of the first one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSums<TLanes>(float* sums) where TLanes : struct, ILanes<TLanes>
    {
        float* first = SumsOf(0);
        for (nint at = 0; at < shape.Sums; at += TLanes.Count)
            AddTo(first + at, Load<TLanes>(sums + at));
    }

    /// <summary>The sums of all places of a filter are one.</summary>
    private void Fold()
    {
        nint channels = shape.Channels, across = shape.Width * channels;
        for (nint at = 0; at < LineConvolution.Height * across; at++)
        {
            float* to = gradient.Value + at * Panels.Width;
            for (nint filter = 0; filter < channels; filter++)
            {
                nint shift = at % across + channels - 1 - filter;
                float* sums = workspace.Value + (shift * LineConvolution.Height + at / across) * shape.Period;
                float sum = 0f;
                for (nint place = filter; place < shape.Period; place += channels) sum += sums[place];
                to[filter] = accumulate ? to[filter] + sum : sum;
            }
            if (!accumulate) Copy.Fill(new Pointer<float>(to + channels), Panels.Width - channels, 0f);
        }
    }
}
