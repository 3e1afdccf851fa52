using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>How a convolution is computed in tiles of windows that are taken to points, multiplied there, and taken back.</summary>
/// <param name="Form">Edges of tile and kernel.</param>
/// <param name="Windows">Of both axes.</param>
/// <param name="Channels">Of the input.</param>
/// <param name="Filters">Of the output.</param>
public sealed record WinogradPlan(WinogradForm Form, EquatableArray<Window> Windows, long Channels, long Filters)
{
    /// <summary>Filters whose products are held at a time.</summary>
    private const long FiltersAtOnce = 128;

    /// <summary>Tiles that are worked on at a time: whole heights of the matrix kernels, fewer where each has more points. What is best was
    /// measured, and is flat.</summary>
    public long Block => Form.Points <= 16 ? 48 : 24;

    /// <summary>Tiles that are worked on at a time for the kernel's gradient: each block goes through the whole gradient once.</summary>
    public long GradientBlock => 48;

    /// <summary>Floats that the forward pass works in.</summary>
    public Dim Workspace => Form.Points * (PointFloats(Block, Channels) + PointFloats(Block, Math.Min(FiltersAtOnce, Filters)));

    /// <summary>Floats that the kernel's gradient works in.</summary>
    public Dim GradientWorkspace =>
        Form.Points * (PointFloats(GradientBlock, Channels) + PointFloats(GradientBlock, Filters) + (Channels * PanelLayout.Padded(Filters)));

    /// <summary>Points are a line of the cache further apart than their rows take.</summary>
    private static long PointFloats(long rows, long columns) => (rows * PanelLayout.Padded(columns)) + PanelLayout.Width;
}

/// <summary>Edges of a tile of windows and of a kernel; both axes have the same.</summary>
/// <param name="Tile">Windows along an axis of a tile.</param>
/// <param name="Size">Positions along an axis of a window.</param>
public sealed record WinogradForm(int Tile, int Size)
{
    /// <summary>The forms for which there are kernels.</summary>
    public static ImmutableArray<WinogradForm> All { get; } = [new(2, 3), new(4, 3), new(2, 5), new(4, 5)];

    /// <summary>Points of a tile.</summary>
    public int Points => (Tile + Size - 1) * (Tile + Size - 1);

    /// <summary>A kernel at the points: for each point a matrix (channels, filters) in panels of 16 columns, padded by zeros.</summary>
    public Shape TransformedShape(long channels, long filters) => Shape.Of(Points, PanelLayout.Padded(filters) / PanelLayout.Width, channels, PanelLayout.Width);

    public override string ToString() => $"F({Tile}x{Tile},{Size}x{Size})";
}

/// <summary>A kernel is taken to the points.</summary>
/// <param name="Form">The points.</param>
/// <param name="Adjoint">Whether for the input's gradient: both axes flipped, channels and filters exchanged.</param>
public sealed record WinogradTransformStep(
    WinogradForm Form, bool Adjoint, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope) : Step(Operands, Results, Scope)
{
    public Value Kernel => Operands[0];

    public override string Algorithm => Form.ToString();

    public override string Details => Form + (Adjoint ? ", adjoint" : "");

    public override WeightLayout OperandLayout(int operand) => WeightLayout.Panels;
}

/// <summary><c>y = epilogue(x * k)</c> of x and a kernel at the points; with the adjoint kernel <c>dx = epilogue(...)</c> of dy. Rows of
/// the epilogue are the windows, columns the filters.</summary>
public sealed record WinogradStep(
    WinogradForm Form, EquatableArray<Window> Windows, Formula? Epilogue, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : PanelProductStep(Epilogue, Operands, Results, Scope)
{
    public WinogradPlan Plan => new(Form, Windows, Left.Shape[-1].Value, Result.Shape[-1].Value);

    public override string Algorithm => Form.ToString();

    public override string Details => $"{Form} | {string.Join("; ", Windows)}" + (Epilogue is null ? "" : " | " + base.Details);

    public override WeightLayout OperandLayout(int operand) => WeightLayout.RowMajor;

    public override Dim? Workspace => Plan.Workspace;

    public override string? Fault => Panels.Shape == Form.TransformedShape(Left.Shape[-1].Value, Result.Shape[-1].Value)
        ? null : $"takes {Panels} of shape {Panels.Shape} for a kernel at the points of {Form}";
}

/// <summary><c>dk</c> of x and dy. Operands: x, dy, and where the gradient is added to an earlier one, that.</summary>
public sealed record WinogradKernelGradientStep(
    WinogradForm Form, EquatableArray<Window> Windows, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope), IAccumulatingStep
{
    public WinogradPlan Plan => new(Form, Windows, Operands[0].Shape[-1].Value, Operands[1].Shape[-1].Value);

    public bool CanAdd => true;

    public Step AddTo(Value accumulator, Value result) => this with { Operands = [Operands[0], Operands[1], accumulator], Results = [result] };

    public override int AccumulatesInto => Operands.Length == 3 ? 2 : -1;

    public override string Algorithm => Form.ToString();

    public override string Details => $"{Form} | {string.Join("; ", Windows)}" + (AccumulatesInto < 0 ? "" : $", added to {Operands[2]}");

    public override WeightLayout OperandLayout(int operand) => operand == 2 ? WeightLayout.Panels : WeightLayout.RowMajor;

    public override WeightLayout ResultLayout(int result) => WeightLayout.Panels;

    public override Dim? Workspace => Plan.GradientWorkspace;

    public override bool AcceptsRows(Value value, Dim rowLength) => Operands.Take(2).Contains(value) && rowLength == value.Shape[-1];
}
