using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>What a convolution, or one of its adjoints, costs with each algorithm, in multiply-adds at the peak rate of one core. Only
/// ratios count: the constants are those of one machine (a core of Zen 4, by <c>--quick winograd</c> of benchmarks/Keras.Benchmarks) and
/// hold for others as far as arithmetic and caches keep their proportion.</summary>
/// <remarks>
/// Directly: a multiply-add for each window, position of the kernel, channel and filter, and bringing what windows read into blocks. In
/// tiles: a multiply-add for each tile, point, channel and filter, also where tiles reach beyond the last window; the transforms of each
/// tile, point and channel or filter; and the transform of the kernel, or of its gradient, for each point, channel and filter. Filters
/// count as whole panels. Over lines: a multiply-add for each float of the result, position along the height and shift of a line, also where
/// bands reach beyond the last line; and bringing lines into a band. Weights are read once for each block of windows or tiles, which takes
/// time where they leave the second-level cache.
/// The batch is 1 unless it is fixed: for more samples tiles pay no less. An unknown axis has <see cref="SmallLength"/> windows: what
/// pays from there on pays for longer ones too.
/// </remarks>
public static class ConvolutionCosts
{
    /// <summary>Windows along an axis of unknown length.</summary>
    public const long SmallLength = 12;

    /// <summary>The share of the peak that matrix kernels reach.</summary>
    private const double Efficiency = 0.95;

    /// <summary>Bringing what a window reads at a position into a block.</summary>
    private const double Gather = 3;

    /// <summary>Taking an element to or from a point: with 6 or 8 points along an axis, and with 4.</summary>
    private const double LongTransform = 8, ShortTransform = 6;

    /// <summary>Writing an element of a product, which is short where channels are few.</summary>
    private const double Product = 2;

    /// <summary>Taking an element of the kernel to a point, or one of its gradient from there.</summary>
    private const double KernelTransform = 10;

    /// <summary>The share of the peak that sums of lines reach.</summary>
    private const double LineEfficiency = 0.85;

    /// <summary>Bringing a float of a line into a band, and a coefficient of lines, or one of the sums of the kernel's gradient.</summary>
    private const double LineCopy = 6, LineTransform = 40;

    /// <summary>Reading a weight from the third-level cache, and from memory, while it is multiplied.</summary>
    private const double FromCache = 1, FromMemory = 5;

    /// <summary>Weights that stay in the second-level cache beside what they are multiplied with.</summary>
    private const long NearFloats = CacheSizes.SecondLevel / 2;

    /// <summary>The cheapest form in tiles; null where none is cheaper than the direct way, or than lines.</summary>
    /// <param name="op">The convolution.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="channels">Of the input.</param>
    /// <param name="filters">Of the output.</param>
    /// <param name="transforms">Whether the kernel, or its gradient, is transformed each time.</param>
    public static WinogradForm? Choose(ConvolutionOp op, Dim batch, long channels, long filters, bool transforms)
    {
        if (op.Precision == Precision.Exact || !HasForm(op)) return null;
        var others = Math.Min(Direct(op, batch, channels, filters), OverLines(op, batch, channels, filters, transforms));
        return WinogradForm.All.Where(form => form.Size == op.Windows[0].Size)
            .Select(form => (Form: form, Cost: InTiles(form, op, batch, channels, filters, transforms)))
            .Where(choice => choice.Cost < others).OrderBy(choice => choice.Cost).FirstOrDefault().Form;
    }

    /// <summary>Whether lines are the cheapest way.</summary>
    /// <param name="op">The convolution.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="channels">Of the input.</param>
    /// <param name="filters">Of the output.</param>
    /// <param name="transforms">Whether coefficients, or the sums that the kernel's gradient is made of, are gone through each time.</param>
    public static bool ChoosesLines(ConvolutionOp op, Dim batch, long channels, long filters, bool transforms)
    {
        if (op.Precision == Precision.Exact || Choose(op, batch, channels, filters, transforms) is not null) return false;
        var count = WideConvolutions.CountOf(op, filters);
        var wide = count > 1 ? Direct(WideConvolutions.Widen(op, count), batch, channels, filters * count) : double.PositiveInfinity;
        return OverLines(op, batch, channels, filters, transforms) < Math.Min(wide, Direct(op, batch, channels, filters));
    }

    /// <summary>Over lines; infinite where there is no such way.</summary>
    public static double OverLines(ConvolutionOp op, Dim batch, long channels, long filters, bool transforms)
    {
        if (LinePlan.Of(op, channels, filters) is not { } plan) return double.PositiveInfinity;
        var bands = Length(batch, 1) * ((Length(op.Windows[0].Count, SmallLength) + LinePlan.Rows - 1) / LinePlan.Rows);
        var floats = PanelLayout.Padded(op.Windows[1].Count.Value * filters);
        return (bands * LinePlan.Rows * floats * LinePlan.Height * plan.Shifts / LineEfficiency)
            + (bands * (LinePlan.Rows + LinePlan.Height - 1) * (floats + plan.Shifts) * LineCopy)
            + (transforms ? plan.Coefficients.Size.Value * LineTransform : 0);
    }

    /// <summary>The direct way.</summary>
    public static double Direct(ConvolutionOp op, Dim batch, long channels, long filters)
    {
        var windows = op.Windows.Aggregate(Length(batch, 1), (product, window) => product * Length(window.Count, SmallLength));
        var inner = op.Windows.Aggregate(channels, (product, window) => product * window.Size);
        var block = new ConvolutionPlan(op, channels, filters).Block(least: 24);
        return (windows * inner * ((PanelLayout.Padded(filters) / Efficiency) + Gather)) + Weights(inner * filters, windows, block);
    }

    /// <summary>In tiles.</summary>
    public static double InTiles(WinogradForm form, ConvolutionOp op, Dim batch, long channels, long filters, bool transforms)
    {
        var tiles = op.Windows.Aggregate(Length(batch, 1), (product, window) => product * ((Length(window.Count, SmallLength) + form.Tile - 1) / form.Tile));
        var weights = form.Points * channels * PanelLayout.Padded(filters);
        var transform = form.Tile + form.Size - 1 > 4 ? LongTransform : ShortTransform;
        // Products of fewer channels than a register has take no less: they are bound by writing.
        var products = form.Points * Math.Max(channels, PanelLayout.Width) * PanelLayout.Padded(filters);
        return (tiles * products / Efficiency)
            + (tiles * form.Points * ((PanelLayout.Padded(channels) * transform) + (PanelLayout.Padded(filters) * (Product + transform))))
            + Weights(weights, tiles, new WinogradPlan(form, op.Windows, channels, filters).Block) + (transforms ? weights * KernelTransform : 0);
    }

    /// <summary>Whether some form fits: two axes alike, each window beside the last.</summary>
    private static bool HasForm(ConvolutionOp op) =>
        op.Groups == 1 && op.Windows.Count == 2 && op.Windows.All(window => window.Stride == 1 && window.Dilation == 1 && window.Size == op.Windows[0].Size);

    /// <summary>Reading weights for each block of rows.</summary>
    private static double Weights(long floats, long rows, long block) =>
        floats <= NearFloats ? 0 : (rows + block - 1) / block * floats * (floats <= CacheSizes.ThirdLevel ? FromCache : FromMemory);

    private static long Length(Dim length, long unknown) => length.IsKnown ? length.Value : unknown;
}
