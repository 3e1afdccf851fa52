using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>How a convolution is computed as a sum of whole lines, each moved by some floats: it has as many filters as channels.</summary>
/// <param name="Width">Positions of a window along the width.</param>
/// <param name="Channels">Of the input and of the output.</param>
public sealed record LinePlan(int Width, long Channels)
{
    /// <summary>Positions of a window along the height, for which there are kernels.</summary>
    public const int Height = 3;

    /// <summary>Channels up to which the coefficients leave room for lines in the first-level cache.</summary>
    private const long MostChannels = 8;

    /// <summary>Lines of windows that are worked on at a time.</summary>
    public const long Rows = 8;

    /// <summary>Floats of a piece of a line that is worked on at a time, at most.</summary>
    private const long MostColumns = 768;

    /// <summary>Ranges of the lines that have sums of their own in the kernel's gradient, at most.</summary>
    private const long Ranges = 8;

    /// <summary>By how many different distances lines are moved.</summary>
    public long Shifts => ((Width + 1) * Channels) - 1;

    /// <summary>Coefficients: for each shift and position along the height a period, after which they recur.</summary>
    public Shape Coefficients => Shape.Of(Shifts, Height, Period);

    /// <summary>Floats that the forward pass works in.</summary>
    public Dim Workspace => Lines;

    /// <summary>Floats that the kernel's gradient works in.</summary>
    public Dim GradientWorkspace => (Ranges * ((Shifts + 1) / 2 * 2) * Height * Period) + Lines;

    /// <summary>Lines of the input, and of what they become.</summary>
    private long Lines => ((Rows + Height - 1) * PanelLayout.Padded(Columns + Shifts)) + (Rows * Columns);

    private long Columns => Math.Max(Period, MostColumns / Period * Period);

    private long Period => Enumerable.Range(1, PanelLayout.Width).Select(count => count * Channels).First(length => length % PanelLayout.Width == 0);

    /// <summary>The plan for a convolution or one of its adjoints; null where there is none.</summary>
    public static LinePlan? Of(ConvolutionOp op, Dim channels, Dim filters) =>
        op.Groups == 1 && op.Windows.Count == 2 && op.Windows.All(window => window.Stride == 1 && window.Dilation == 1) &&
        op.Windows[0].Size == Height && op.Windows[1].Count.IsKnown && channels.IsKnown && channels == filters && channels.Value <= MostChannels
            ? new(op.Windows[1].Size, channels.Value)
            : null;
}

/// <summary>A kernel with all axes turned around, and channels and filters exchanged.</summary>
public sealed record FlippedKernelStep(ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope) : Step(Operands, Results, Scope)
{
    public Value Kernel => Operands[0];

    public override WeightLayout OperandLayout(int operand) => WeightLayout.Panels;

    public override WeightLayout ResultLayout(int result) => WeightLayout.Panels;
}

/// <summary>A kernel becomes the coefficients of lines.</summary>
public sealed record LineKernelStep(LinePlan Plan, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope) : Step(Operands, Results, Scope)
{
    public Value Kernel => Operands[0];

    public override string Algorithm => LineConvolutionStep.Lines;

    public override WeightLayout OperandLayout(int operand) => WeightLayout.Panels;
}

/// <summary><c>y = epilogue(x * k)</c> of x and the coefficients of lines. Rows of the epilogue are the lines, columns the filters of all
/// windows of a line.</summary>
public sealed record LineConvolutionStep(
    LinePlan Plan, EquatableArray<Window> Windows, Formula? Epilogue, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : PanelProductStep(Epilogue, Operands, Results, Scope)
{
    internal const string Lines = "lines";

    public override string Algorithm => Lines;

    public override string Details => string.Join("; ", Windows) + (Epilogue is null ? "" : " | " + base.Details);

    public override WeightLayout OperandLayout(int operand) => WeightLayout.RowMajor;

    public override Dim? Workspace => Plan.Workspace;

    /// <summary>Lines follow each other.</summary>
    public override bool AcceptsRows(Value value, Dim rowLength) => false;

    public override string? Fault => Panels.Shape == Plan.Coefficients ? null : $"takes {Panels} of shape {Panels.Shape} for the coefficients of lines";
}

/// <summary><c>dk</c> of x and dy. Operands: x, dy, and where the gradient is added to an earlier one, that.</summary>
public sealed record LineKernelGradientStep(
    LinePlan Plan, EquatableArray<Window> Windows, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope), IAccumulatingStep
{
    public bool CanAdd => true;

    public Step AddTo(Value accumulator, Value result) => this with { Operands = [Operands[0], Operands[1], accumulator], Results = [result] };

    public override int AccumulatesInto => Operands.Length == 3 ? 2 : -1;

    public override string Algorithm => LineConvolutionStep.Lines;

    public override string Details => string.Join("; ", Windows) + (AccumulatesInto < 0 ? "" : $", added to {Operands[2]}");

    public override WeightLayout OperandLayout(int operand) => operand == 2 ? WeightLayout.Panels : WeightLayout.RowMajor;

    public override WeightLayout ResultLayout(int result) => WeightLayout.Panels;

    public override Dim? Workspace => Plan.GradientWorkspace;
}
