using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>The result is another name for (a part of) the operand's memory.</summary>
/// <param name="Rows">Which part.</param>
public sealed record ViewStep(Rows Rows, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override string Details =>
        Rows == Rows.Dense(Result.Shape.Size) ? "" : $"offset {Rows.Offset}, rows of {Rows.Length} every {Rows.Stride}";

    public override bool IsView => true;

    public override IEnumerable<Alias> Aliases => [new Alias(Result, Operands[0], Rows)];
}

/// <summary>The result is a copy of the operand, element by element, whatever their shapes.</summary>
public sealed record CopyStep(ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    /// <summary>It reads rows, and writes all elements one after the other.</summary>
    public override bool AcceptsRows(Value value, Dim rowLength) => !Results.Contains(value);
}

/// <summary>A matrix changes its layout.</summary>
/// <param name="Layout">The result's layout.</param>
public sealed record LayoutStep(WeightLayout Layout, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override string Details => $"to {Layout}";

    public override WeightLayout OperandLayout(int operand) => Layout == WeightLayout.Panels ? WeightLayout.RowMajor : WeightLayout.Panels;

    public override WeightLayout ResultLayout(int result) => Layout;
}

/// <summary>The operands one after the other along an axis.</summary>
/// <param name="Axis">Which axis.</param>
/// <param name="InPlace">For each operand, whether its producer writes it into the result at once, so that nothing is left to do.</param>
public sealed record ConcatenateStep(
    int Axis, ImmutableArray<bool> InPlace, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override string Details => $"axis {Axis}" + (InPlace.Contains(true)
        ? ", in place " + string.Join(" ", Operands.Where((_, i) => InPlace[i])) : "");

    public override bool IsView => !InPlace.Contains(false);

    public override IEnumerable<Alias> Aliases => Enumerable.Range(0, Operands.Length).Where(i => InPlace[i])
        .Select(i => new Alias(Operands[i], Result, PlaceOf(i)));

    /// <summary>Where an operand lies in the result.</summary>
    public Rows PlaceOf(int operand)
    {
        var offset = Operands.Take(operand).Aggregate(Dim.Known(0), (sum, value) => sum + RowLength(value));
        return Rows.Part(RowCount, offset, RowLength(Operands[operand]), RowLength(Result));
    }

    /// <summary>Product of the axes before the one that is joined.</summary>
    public Dim RowCount => Result.Shape.Dims.Take(Axis).Aggregate(Dim.Known(1), (size, dim) => size * dim);

    /// <summary>Number of elements from the axis on.</summary>
    public Dim RowLength(Value value) => value.Shape.Dims.Skip(Axis).Aggregate(Dim.Known(1), (size, dim) => size * dim);

    public override bool AcceptsRows(Value value, Dim rowLength) => !Results.Contains(value) && rowLength == RowLength(value);
}

/// <summary>A primitive op that one kernel carries out as it is.</summary>
public sealed record OpStep(Op Op, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override string Name => Op.Name;

    /// <summary>Transposed entries can be put apart from each other, where each is made of whole pieces.</summary>
    public override bool AcceptsRows(Value value, Dim rowLength) =>
        Op is Transpose { Permutation: var axes } && axes.Count > 1 && axes[0] != axes.Count - 1 && value == Result && rowLength == value.Shape.WithoutAxis(0).Size;

    public override bool MayOverwrite(int operand) =>
        operand == 0 && Op.InPlace && Operands[0].Shape.Size == Result.Shape.Size && Operands[0].Type.DType == Result.Type.DType;
}

/// <summary>A range of one axis, copied.</summary>
/// <param name="Rows">Where it lies in the operand.</param>
public sealed record SliceStep(Rows Rows, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override string Details => $"offset {Rows.Offset}, rows of {Rows.Length} every {Rows.Stride}";
}
