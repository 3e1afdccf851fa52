namespace Keras.Kernels;

/// <summary>What kernels over lines have in common. A band of lines, in pieces, is worked on at a time: it stays in the nearest caches
/// beside the coefficients.</summary>
/// <param name="width">Positions of a window along the width.</param>
/// <param name="channels">Of x and of y.</param>
internal readonly struct LineShape(nint width, nint channels)
{
    /// <summary>Lines of windows in a band: each has a register.</summary>
    internal const int Rows = 8;

    /// <summary>Lines of x that the windows of a band read.</summary>
    internal const int Lines = Rows + LineConvolution.Height - 1;

    /// <summary>Shifts whose sums the kernel's gradient holds in registers.</summary>
    internal const int ShiftsAtOnce = 2;

    /// <summary>Ranges of bands that have sums of their own in the kernel's gradient, at most: as many threads can share it.</summary>
    internal const int Ranges = 8;

    /// <summary>Floats of a piece of a line, at most: lines that are whole are brought in one run, which the machine foresees.</summary>
    private const int MostColumns = 768;

    /// <summary>Floats of a piece whose lines of x and dy stay in the first-level cache together.</summary>
    private const int MostNearColumns = 384;

    /// <summary>Floats of a line from where on it costs more to bring it to the workspace than to treat its ends apart.</summary>
    private const int LongLine = 512;

    internal readonly nint Channels = channels;

    internal readonly nint Width = width;

    /// <summary>By how many different distances lines are moved.</summary>
    internal readonly nint Shifts = ShiftsOf(width, channels);

    /// <summary>Floats after which coefficients recur.</summary>
    internal readonly nint Period = PeriodOf(channels);

    /// <summary>Floats of a piece: whole periods.</summary>
    internal nint Columns => nint.Max(Period, MostColumns / Period * Period);

    /// <summary>Floats of a piece that the kernel's gradient goes through shift by shift: whole periods too.</summary>
    internal nint NearColumns => nint.Max(Period, MostNearColumns / Period * Period);

    /// <summary>From one line of x in the workspace to the next.</summary>
    internal nint LineStep => (Read(Columns) + Panels.Width - 1) / Panels.Width * Panels.Width;

    /// <summary>Floats of a line of x that so many floats of the result are made of.</summary>
    internal nint Read(nint columns) => (columns + Panels.Width - 1) / Panels.Width * Panels.Width + Shifts;

    /// <summary>A band: lines of x, then those of dy, or results on their way through the epilogue.</summary>
    internal nint Band => Lines * LineStep + Rows * Columns;

    /// <summary>Sums of the kernel's gradient, of one range of bands.</summary>
    internal nint Sums => (Shifts + ShiftsAtOnce - 1) / ShiftsAtOnce * ShiftsAtOnce * LineConvolution.Height * Period;

    /// <summary>Sums of all ranges, then lines.</summary>
    internal nint KernelGradientWorkspace => Ranges * Sums + Band;

    /// <summary>What all products cost.</summary>
    internal long CostOf(in WindowGrid grid) => Cost.Products(grid.Count * Channels * LineConvolution.Height * Shifts);

    /// <summary>Where in a line of x the first shift of a result's first float reads.</summary>
    internal nint PlaceOfFirst(in WindowGrid grid) => 1 - Channels - grid.Width.Low * Channels;

    /// <summary>Floats of a line of the result, whole registers, whose sums read x where it lies: all shifts stay within a line of x, and lines
    /// are long and do not drive each other out of the first-level cache.</summary>
    /// <param name="line">Floats of a line of x.</param>
    /// <param name="left"><see cref="PlaceOfFirst"/>.</param>
    /// <param name="results">Floats of a line of the result.</param>
    /// <param name="lanes">Floats of a register.</param>
    internal (nint First, nint End) Within(nint line, nint left, nint results, nint lanes)
    {
        if (line < LongLine || CacheLines.Conflict(line, Lines, 2)) return default;
        nint first = (nint.Max(0, -left) + lanes - 1) / lanes * lanes, end = nint.Min(results, line - left - Shifts + 1) / lanes * lanes;
        return first < end ? (first, end) : default;
    }

    /// <summary>Which float of what a window reads along the width a shift brings to a filter; none where that is outside.</summary>
    internal nint PlaceOf(nint shift, nint filter) => shift + filter + 1 - Channels;

    internal static nint ShiftsOf(nint width, nint channels) => (width + 1) * channels - 1;

    /// <summary>The smallest multiple of the number of channels and of all numbers of lanes.</summary>
    internal static nint PeriodOf(nint channels)
    {
        nint period = channels;
        while (period % Panels.Width != 0) period += channels;
        return period;
    }
}
