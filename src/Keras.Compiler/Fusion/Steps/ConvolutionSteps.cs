using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>How a convolution's kernel works: as matrix products over lines of windows, or over blocks of them.</summary>
/// <param name="Op">Windows and groups.</param>
/// <param name="Channels">Of the input.</param>
/// <param name="Filters">Of the output.</param>
public sealed record ConvolutionPlan(ConvolutionOp Op, Dim Channels, Dim Filters)
{
    /// <summary>Floats of a block of windows: it stays in the second-level cache beside the weights.</summary>
    private const long BlockFloats = 24 * 1024;

    /// <summary>Rows of one group's kernel as a matrix.</summary>
    public Dim Inner => Extent.Product(Op.Windows.Select(window => (Dim)window.Size)) * GroupChannels;

    /// <summary>The kernel as the steps read and write it.</summary>
    public WeightLayout KernelLayout => Op.Groups == 1 ? WeightLayout.Panels : WeightLayout.RowMajor;

    /// <summary>Windows in a block.</summary>
    /// <param name="least">Of long windows, at least so many: each block reads the weights once.</param>
    public long Block(long least) => Math.Min(512, Math.Max(least, BlockFloats / Inner.Value / 8 * 8));

    /// <summary>Floats of a block of windows.</summary>
    public Dim Windows(long block) => Inner * block;

    /// <summary>Floats of one group's kernel in panels, where the kernel has to lay it out itself.</summary>
    public Dim GroupPanels => Op.Groups == 1 ? 0 : PanelsOf(Inner, GroupFilters);

    /// <summary>Floats of one group's transposed kernel.</summary>
    public Dim Transposed => PanelsOf(GroupFilters, Inner);

    private Dim GroupChannels => Channels.DivideExactly(Op.Groups)!;

    private Dim GroupFilters => Filters.DivideExactly(Op.Groups)!;

    private static Dim PanelsOf(Dim rows, Dim columns) => rows * PanelLayout.Padded(columns.Value);
}

/// <summary><c>y = epilogue(x * k)</c>. Rows of the epilogue are the windows, columns the filters.</summary>
public sealed record ConvolutionStep(
    ConvolutionOp Op, Formula? Epilogue, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : PanelProductStep(Epilogue, Operands, Results, Scope)
{
    public ConvolutionPlan Plan => new(Op, Left.Shape[-1], Result.Shape[-1]);

    /// <summary>Windows that are worked on at a time.</summary>
    public long Block => Plan.Block(least: 24);

    public override string Details => Op.Attributes + (Epilogue is null ? "" : " | " + base.Details);

    public override WeightLayout OperandLayout(int operand) => operand == 1 ? Plan.KernelLayout : WeightLayout.RowMajor;

    public override Dim? Workspace => Plan.Windows(Block) + Plan.GroupPanels;
}

/// <summary>A kernel whose windows are several neighbouring ones, with the filters of each one after the other.</summary>
/// <param name="Count">Number of windows.</param>
public sealed record WideKernelStep(int Count, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope) : Step(Operands, Results, Scope)
{
    public Value Kernel => Operands[0];

    public override string Details => $"{Count} windows";

    public override WeightLayout OperandLayout(int operand) => WeightLayout.Panels;

    public override WeightLayout ResultLayout(int result) => WeightLayout.Panels;
}

/// <summary><c>dx</c> of dy and the kernel: each row of a product is added to where its window read.</summary>
public sealed record ConvolutionInputGradientStep(
    ConvolutionOp Op, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope) : Step(Operands, Results, Scope)
{
    public ConvolutionPlan Plan => new(Op, Result.Shape[-1], Operands[0].Shape[-1]);

    /// <summary>Windows that are worked on at a time.</summary>
    public long Block => Plan.Block(least: 24);

    public override string Details => Op.Attributes;

    public override WeightLayout OperandLayout(int operand) => operand == 1 ? Plan.KernelLayout : WeightLayout.RowMajor;

    public override Dim? Workspace => Plan.Transposed + Plan.Windows(Block) + Plan.GroupPanels;

    public override bool AcceptsRows(Value value, Dim rowLength) => value == Operands[0] && value != Operands[1] && rowLength == value.Shape[-1];
}

/// <summary><c>dk</c> of x and dy. Operands: x, dy, and where the gradient is added to an earlier one, that.</summary>
public sealed record ConvolutionKernelGradientStep(
    ConvolutionOp Op, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope) : Step(Operands, Results, Scope), IAccumulatingStep
{
    public ConvolutionPlan Plan => new(Op, Operands[0].Shape[-1], Operands[1].Shape[-1]);

    /// <summary>Windows that are worked on at a time: each block goes through the whole gradient once.</summary>
    public long Block => Plan.Block(least: 128);

    public bool CanAdd => true;

    public Step AddTo(Value accumulator, Value result) => this with { Operands = [Operands[0], Operands[1], accumulator], Results = [result] };

    public override int AccumulatesInto => Operands.Length == 3 ? 2 : -1;

    public override string Details => Op.Attributes + (AccumulatesInto < 0 ? "" : $", added to {Operands[2]}");

    public override WeightLayout OperandLayout(int operand) => operand == 2 ? Plan.KernelLayout : WeightLayout.RowMajor;

    public override WeightLayout ResultLayout(int result) => Plan.KernelLayout;

    public override Dim? Workspace => Plan.Windows(Block) + Plan.GroupPanels;

    public override bool AcceptsRows(Value value, Dim rowLength) => Operands.Take(2).Contains(value) && rowLength == value.Shape[-1];
}
