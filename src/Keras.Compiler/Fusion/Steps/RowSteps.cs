using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>Rows of a table by their numbers. Operands: the table, the ids.</summary>
/// <param name="Layer">Path of the layer, for errors.</param>
public sealed record GatherStep(string Layer, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    /// <summary>Elements of a row.</summary>
    public Dim Width => Operands[0].Shape.WithoutAxis(0).Size;

    public override bool AcceptsRows(Value value, Dim rowLength) => value == Result && rowLength == Width;
}

/// <summary>The different row numbers among ids, and for each id the place of its number. Operand: the ids.</summary>
/// <param name="Number">Number of the count in the program.</param>
/// <param name="Rows">Number of rows of the table.</param>
/// <param name="Layer">Path of the layer, for errors.</param>
public sealed record DistinctStep(int Number, int Rows, string Layer, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public Value Places => Results[1];

    public override string Details => $"count {Number}";

    /// <summary>For each row of the table, its place.</summary>
    public override ImmutableArray<Dim> Workspaces => [sizeof(int) * (long)Rows];
}

/// <summary>Rows added up by their numbers. Operands: the rows, the ids, and what they are added to (zeros where there is none).</summary>
/// <param name="Layer">Path of the layer, for errors.</param>
public sealed record ScatterAddStep(string Layer, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope), IAccumulatingStep
{
    /// <summary>Elements of a row.</summary>
    public Dim Width => Result.Shape.WithoutAxis(0).Size;

    public override string Details => AccumulatesInto < 0 ? "" : $"added to {Operands[2]}";

    public override int AccumulatesInto => Operands.Length == 3 ? 2 : -1;

    public bool CanAdd => true;

    public override bool AcceptsRows(Value value, Dim rowLength) => value == Operands[0] && rowLength == Width;

    public Step AddTo(Value accumulator, Value result) => this with { Operands = Operands.Add(accumulator), Results = [result] };
}

/// <summary>The gradient of a table of which the rows with some numbers, all different, are rows of a product, dy·Wᵀ. Operands: dy, the weight,
/// the numbers.</summary>
/// <param name="Layer">Path of the layer, for errors.</param>
public sealed record RowGradientStep(string Layer, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public Value Numbers => Operands[2];

    /// <summary>Columns of dy and of the weight.</summary>
    public Dim Columns => Operands[0].Shape[-1];

    public override WeightLayout OperandLayout(int operand) => operand == 1 ? WeightLayout.Panels : WeightLayout.RowMajor;

    public override bool AcceptsRows(Value value, Dim rowLength) => value == Operands[0] && rowLength == Columns;
}
