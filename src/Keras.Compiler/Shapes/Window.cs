namespace Keras.Compiler.Shapes;

/// <summary>How windows go along one axis, of convolutions and pooling alike: window <c>i</c> reads, for each <c>j</c> below
/// <paramref name="Size"/>, position <c>i·Stride + j·Dilation − Low</c> of the axis, where there is one. All lengths may be symbols:
/// what is known is computed at compile time, the rest when the model runs.</summary>
/// <param name="Length">Length of the axis.</param>
/// <param name="Count">Number of windows.</param>
/// <param name="Size">Positions that a window reads.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Dilation">From one position of a window to the next.</param>
/// <param name="Low">Positions before the axis that the first window begins with.</param>
public sealed record Window(Dim Length, Dim Count, int Size, int Stride, int Dilation, Dim Low)
{
    /// <summary>From the first position of a window to behind its last.</summary>
    public int Extent => ExtentOf(Size, Dilation);

    /// <summary>Positions behind the axis that the last window reads; negative where windows leave its end out.</summary>
    public Dim High => (Count - 1) * Stride + Extent - Low - Length;

    /// <summary>What the axis must be long at least, where that can only be checked when the model runs.</summary>
    public Dim Least { get; init; } = 0;

    /// <summary>Whether no window fits.</summary>
    public bool IsEmpty => (Count.IsKnown && Count.Value < 1) || (Length.IsKnown && Length.Value < 1);

    /// <summary>Whether each window is one position, in order: windows are then nothing but the axis.</summary>
    public bool IsIdentity => Size == 1 && Stride == 1 && Low == 0 && Count == Length;

    /// <summary>The windows, moving by 1, by which the adjoint of windows that move by 1 reads: one for each position, over the windows.</summary>
    public Window Flipped => Stride == 1
        ? new(Count, Length, Size, 1, Dilation, Dim.Known(Extent - 1) - Low)
        : throw new InvalidOperationException($"The adjoint of {this} does not move by 1.");

    /// <summary>Windows that are padded as Keras does: <c>Same</c> evenly with the odd step at the end, <c>Causal</c> at the start alone.</summary>
    public static Window Of(Dim length, int size, int stride, int dilation, Padding padding)
    {
        var extent = ExtentOf(size, dilation);
        if (padding == Padding.Valid) return new(length, CountOf(length, extent, stride), size, stride, dilation, 0) { Least = extent };
        var count = Dim.FloorDivide(length + (stride - 1), stride);
        var low = padding == Padding.Causal
            ? extent - 1
            : Dim.FloorDivide((count - 1) * stride + extent - length, 2);
        return new(length, count, size, stride, dilation, low);
    }

    /// <summary>The windows whose number is that of an axis: transposed convolutions spread each position over one. Keras's rule for the
    /// length that results: as long as all windows reach, or with <c>Same</c> as many times longer as the stride.</summary>
    /// <param name="count">Length of the axis that is spread.</param>
    /// <param name="size">Positions of a window.</param>
    /// <param name="stride">From one window to the next.</param>
    /// <param name="dilation">From one position of a window to the next.</param>
    /// <param name="padding">Valid or same.</param>
    /// <param name="outputPadding">What is added at the end, or null where the length follows from the padding.</param>
    public static Window OfTransposed(Dim count, int size, int stride, int dilation, Padding padding, int? outputPadding)
    {
        var extent = ExtentOf(size, dilation);
        var reach = (count - 1) * stride + extent;
        var length = (padding, outputPadding) switch
        {
            (Padding.Valid, { } more) => reach + more,
            (Padding.Valid, null) => reach + Math.Max(stride - extent, 0),
            (_, { } more) => (count - 1) * stride + extent % 2 + more,
            _ => count * stride,
        };
        var low = padding == Padding.Valid ? 0 : Dim.FloorDivide(reach - length, 2);
        var mayVanish = (length - 1).Terms.Any(term => term.Coefficient < 0);
        return new(length, count, size, stride, dilation, low) { Least = mayVanish ? 1 : 0 };
    }

    /// <summary>⌊(length − extent)/stride⌋ + 1; of a known length that is too short, zero or less.</summary>
    private static Dim CountOf(Dim length, int extent, int stride) => stride == 1
        ? length - (extent - 1)
        : length.IsKnown && length.Value < extent ? 0 : Dim.FloorDivide(length - extent, stride) + 1;

    private static int ExtentOf(int size, int dilation) => (size - 1) * dilation + 1;

    public override string ToString() =>
        $"{Count} of {Size}" + (Stride == 1 ? "" : $" every {Stride}") + (Dilation == 1 ? "" : $" apart {Dilation}") +
        (Low == 0 ? "" : $" from -({Low})") + $" over {Length}";
}
