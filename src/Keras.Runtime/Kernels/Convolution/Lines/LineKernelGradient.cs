using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>dkernel: for each shift and each place of a period, the sum of all products of x and dy there, a band of lines after the other; in
/// the end the sums of one filter are one. Threads take shifts, so that no sum is cut, and each goes through all lines.</summary>
internal readonly unsafe struct LineKernelGradient(
    WindowGrid grid, LineShape shape, Pointer<float> x, Pointer<float> dy, Pointer<float> gradient, Pointer<float> workspace, bool accumulate)
    : ILaneKernel
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        Copy.Fill(workspace, shape.Sums, 0f);
        nint pairs = (shape.Shifts + LineShape.ShiftsAtOnce - 1) / LineShape.ShiftsAtOnce;
        Parts.Run(new Shifts<TLanes>(this), pairs, Parts.Share(pairs, 1), shape.CostOf(grid));
        Fold();
    }

    /// <summary>Some shifts, by twos.</summary>
    private readonly struct Shifts<TLanes>(LineKernelGradient kernel) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker) => kernel.Run<TLanes>(first, end, kernel.MemoryOf(worker));
    }

    private float* MemoryOf(int worker) => worker == 0 ? workspace.Value + shape.Sums : Workers.Scratch(worker, shape.Band);

    private void Run<TLanes>(nint firstPair, nint endPair, float* lines) where TLanes : struct, ILanes<TLanes>
    {
        nint step = shape.LineStep, line = grid.Width.Count * shape.Channels, left = shape.PlaceOfFirst(grid);
        float* cotangents = lines + LineShape.Lines * step;
        var source = new LineSource(x, grid.Height.Length, grid.Width.Length * shape.Channels);
        var cotangent = new LineSource(dy, grid.Height.Count, line);
        for (nint image = 0; image < grid.Batch; image++)
        {
            for (nint top = 0; top < grid.Height.Count; top += LineShape.Rows)
            {
                for (nint column = 0; column < line; column += shape.Columns)
                {
                    nint columns = nint.Min(shape.Columns, line - column);
                    source.CopyTo<TLanes>(image, grid.Height.Start(top), LineShape.Lines, column + left, shape.Read(columns), lines, step);
                    cotangent.CopyTo<TLanes>(image, top, LineShape.Rows, column, shape.Columns, cotangents, shape.Columns);
                    for (nint near = 0; near < columns; near += shape.NearColumns)
                        AddPairs<TLanes>(firstPair, endPair, near, nint.Min(near + shape.NearColumns, columns), lines, cotangents);
                }
            }
        }
    }

    /// <summary>Adds the products of a piece of a band.</summary>
    private void AddPairs<TLanes>(nint firstPair, nint endPair, nint first, nint end, float* lines, float* cotangents) where TLanes : struct, ILanes<TLanes>
    {
        for (nint pair = firstPair; pair < endPair; pair++)
            for (nint place = 0; place < nint.Min(shape.Period, end - first); place += TLanes.Count)
                AddPair<TLanes>(pair * LineShape.ShiftsAtOnce, place, first, end, lines, cotangents);
    }

    /// <summary>Adds the products of two shifts at one register of places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPair<TLanes>(nint shift, nint place, nint first, nint end, float* lines, float* cotangents) where TLanes : struct, ILanes<TLanes>
    {
        nint period = shape.Period, step = shape.LineStep, step3 = 3 * step, dyStep = shape.Columns, dyStep3 = 3 * dyStep;
        float* sums = workspace.Value + shift * LineConvolution.Height * period + place;
        TLanes s0 = Load<TLanes>(sums), s1 = Load<TLanes>(sums + period), s2 = Load<TLanes>(sums + 2 * period);
        TLanes t0 = Load<TLanes>(sums + 3 * period), t1 = Load<TLanes>(sums + 4 * period), t2 = Load<TLanes>(sums + 5 * period);
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
        Store(s0, sums);
        Store(s1, sums + period);
        Store(s2, sums + 2 * period);
        Store(t0, sums + 3 * period);
        Store(t1, sums + 4 * period);
        Store(t2, sums + 5 * period);
    }

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
