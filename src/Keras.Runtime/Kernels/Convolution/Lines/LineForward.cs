using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>y = epilogue(convolution), a band of lines at a time.</summary>
internal readonly unsafe struct LineForward<TEpilogue>(
    WindowGrid grid, LineShape shape, Pointer<float> x, Pointer<float> coefficients, Pointer<float> y, Pointer<float> workspace,
    TEpilogue epilogue) : ILaneKernel where TEpilogue : struct, IEpilogue
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes> =>
        Parts.Run(new Bands<TLanes>(this), grid.Batch * BandsOfImage, 1, shape.CostOf(grid));

    private nint BandsOfImage => (grid.Height.Count + LineShape.Rows - 1) / LineShape.Rows;

    /// <summary>Floats of a line of the result.</summary>
    private nint Line => grid.Width.Count * shape.Channels;

    /// <summary>The bands are the same whoever computes them.</summary>
    private readonly struct Bands<TLanes>(LineForward<TEpilogue> kernel) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker) => kernel.Run<TLanes>(first, end, kernel.MemoryOf(worker));
    }

    private float* MemoryOf(int worker) => worker == 0 ? workspace.Value : Workers.Scratch(worker, shape.Band);

    private void Run<TLanes>(nint band, nint end, float* lines) where TLanes : struct, ILanes<TLanes>
    {
        nint step = shape.LineStep, left = shape.PlaceOfFirst(grid), height = grid.Height.Count, length = grid.Height.Length;
        nint line = grid.Width.Length * shape.Channels;
        float* results = lines + LineShape.Lines * step;
        var source = new LineSource(x, length, line);
        var writer = new EpilogueWriter<TEpilogue>(y, Line, epilogue);
        // What takes its time goes through the epilogue piece by piece.
        var (first, last) = TEpilogue.IsHeavy ? default : shape.Within(line, left, Line, TLanes.Count);
        for (; band < end; band++)
        {
            nint image = band / BandsOfImage, top = band % BandsOfImage * LineShape.Rows, start = grid.Height.Start(top);
            nint row = image * height + top, rows = nint.Min(LineShape.Rows, height - top), columns;
            float* next = x.Value + (image * length + start + LineShape.Lines) * line + left;
            bool within = first < last && start >= 0 && start + LineShape.Lines <= length;
            for (nint column = 0; column < Line; column += columns)
            {
                if (within && column == first)
                {
                    columns = last - first;
                    Sum<TLanes, TEpilogue>(
                        next - LineShape.Lines * line, line, next, line, first, last, y.Value + row * Line, Line, rows, row, 0, epilogue);
                    continue;
                }
                columns = nint.Min(shape.Columns, (within && column < first ? first : Line) - column);
                source.CopyTo<TLanes>(image, start, LineShape.Lines, column + left, shape.Read(columns), lines, step);
                // What does not fill a register, or takes its time, goes through the epilogue afterwards.
                nint direct = TEpilogue.IsHeavy ? 0 : columns / TLanes.Count * TLanes.Count;
                if (direct > 0)
                    Sum<TLanes, TEpilogue>(lines, step, next + column, line, 0, direct, y.Value + row * Line + column, Line, rows, row, column, epilogue);
                if (direct == columns) continue;
                Sum<TLanes, NoEpilogue>(lines, step, next + column, line, direct, columns, results, shape.Columns, rows, 0, column, default);
                writer.Write<TLanes>(new Pointer<float>(results + direct), shape.Columns, row, row + rows, column + direct, column + columns);
            }
        }
    }

    /// <summary>A band's results from float <paramref name="first"/> on, up to the register that holds the last one before
    /// <paramref name="end"/>: each is a register per line, to which each line of x is added wherever a window reads it. Meanwhile come nearer
    /// what the band below reads of x from <paramref name="next"/> on, and where it writes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum<TLanes, TLast>(
        float* lines, nint step, float* next, nint nextStep, nint first, nint end, float* to, nint toStep, nint rows, nint row, nint column, TLast epilogue)
        where TLanes : struct, ILanes<TLanes> where TLast : struct, IEpilogue
    {
        TLast last = epilogue; // a copy, whose fields can live in registers
        nint step3 = 3 * step, period = shape.Period, shifts = shape.Shifts, phase = (column + first) % period;
        for (nint j = first; j < end; j += TLanes.Count)
        {
            CacheLines.AskNext(next + j, nextStep, LineShape.Rows);
            CacheLines.AskNext(to + j + LineShape.Rows * toStep, toStep, LineShape.Rows);
            TLanes s0 = TLanes.Broadcast(0f), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
            float* a = lines + j;
            float* b = a + 4 * step;
            float* c = b + 4 * step;
            float* factors = coefficients.Value + phase;
            for (nint shift = 0; shift < shifts; shift++)
            {
                TLanes k0 = Load<TLanes>(factors), k1 = Load<TLanes>(factors + period), k2 = Load<TLanes>(factors + 2 * period), line;
                line = Load<TLanes>(a);
                s0 = TLanes.FusedMultiplyAdd(line, k0, s0);
                line = Load<TLanes>(a + step);
                s1 = TLanes.FusedMultiplyAdd(line, k0, s1);
                s0 = TLanes.FusedMultiplyAdd(line, k1, s0);
                line = Load<TLanes>(a + 2 * step);
                s2 = TLanes.FusedMultiplyAdd(line, k0, s2);
                s1 = TLanes.FusedMultiplyAdd(line, k1, s1);
                s0 = TLanes.FusedMultiplyAdd(line, k2, s0);
                line = Load<TLanes>(a + step3);
                s3 = TLanes.FusedMultiplyAdd(line, k0, s3);
                s2 = TLanes.FusedMultiplyAdd(line, k1, s2);
                s1 = TLanes.FusedMultiplyAdd(line, k2, s1);
                line = Load<TLanes>(b);
                s4 = TLanes.FusedMultiplyAdd(line, k0, s4);
                s3 = TLanes.FusedMultiplyAdd(line, k1, s3);
                s2 = TLanes.FusedMultiplyAdd(line, k2, s2);
                line = Load<TLanes>(b + step);
                s5 = TLanes.FusedMultiplyAdd(line, k0, s5);
                s4 = TLanes.FusedMultiplyAdd(line, k1, s4);
                s3 = TLanes.FusedMultiplyAdd(line, k2, s3);
                line = Load<TLanes>(b + 2 * step);
                s6 = TLanes.FusedMultiplyAdd(line, k0, s6);
                s5 = TLanes.FusedMultiplyAdd(line, k1, s5);
                s4 = TLanes.FusedMultiplyAdd(line, k2, s4);
                line = Load<TLanes>(b + step3);
                s7 = TLanes.FusedMultiplyAdd(line, k0, s7);
                s6 = TLanes.FusedMultiplyAdd(line, k1, s6);
                s5 = TLanes.FusedMultiplyAdd(line, k2, s5);
                line = Load<TLanes>(c);
                s7 = TLanes.FusedMultiplyAdd(line, k1, s7);
                s6 = TLanes.FusedMultiplyAdd(line, k2, s6);
                s7 = TLanes.FusedMultiplyAdd(Load<TLanes>(c + step), k2, s7);
                factors += 3 * period;
                a++;
                b++;
                c++;
            }
            float* at = to + j;
            nint n = column + j;
            Store(last.Apply(s0, row, n), at);
            if (rows > 1) Store(last.Apply(s1, row + 1, n), at + toStep);
            if (rows > 2) Store(last.Apply(s2, row + 2, n), at + 2 * toStep);
            if (rows > 3) Store(last.Apply(s3, row + 3, n), at + 3 * toStep);
            if (rows > 4) Store(last.Apply(s4, row + 4, n), at + 4 * toStep);
            if (rows > 5) Store(last.Apply(s5, row + 5, n), at + 5 * toStep);
            if (rows > 6) Store(last.Apply(s6, row + 6, n), at + 6 * toStep);
            if (rows > 7) Store(last.Apply(s7, row + 7, n), at + 7 * toStep);
            phase += TLanes.Count;
            if (phase == period) phase = 0;
        }
    }
}
