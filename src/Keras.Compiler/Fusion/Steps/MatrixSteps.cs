using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>A matrix product, in places of which at least the second factor lies in panels. Operands: the first factor with rows flattened
/// from all but its last axis, the weight with rows flattened likewise, then what the epilogue reads.</summary>
/// <param name="Epilogue">What happens to an element before it is stored: operand 0 is the product's element, operand i the step's
/// operand i + 1. Null for nothing.</param>
public abstract record PanelProductStep(Formula? Epilogue, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    /// <summary>Number of operands before those of the epilogue.</summary>
    public const int Factors = 2;

    public Value Left => Operands[0];

    public Value Panels => Operands[1];

    /// <summary>Values that the epilogue reads besides the product.</summary>
    public IEnumerable<Value> EpilogueOperands => Operands.Skip(Factors);

    /// <summary>Columns of the first factor.</summary>
    public Dim Inner => Left.Shape[-1];

    /// <summary>Columns of the result.</summary>
    public Dim Columns => Result.Shape[-1];

    /// <summary>Rows of the first factor and of the result.</summary>
    public Dim RowCount => Left.Shape.WithoutAxis(-1).Size;

    public override string Details => Epilogue is null ? "" : Epilogue.Print(i => i == 0 ? "product" : Operands[i + 1].ToString());

    /// <summary>An epilogue reads its other operands where it writes; not so where it runs over a tile that was written before.</summary>
    public override bool MayOverwrite(int operand) =>
        operand >= Factors && Operands[operand].Shape == Result.Shape && Epilogue?.IsHeavy() == false;

    public override WeightLayout OperandLayout(int operand) => operand == 1 ? WeightLayout.Panels : WeightLayout.RowMajor;

    /// <summary>Whether an epilogue can read a value: the whole, a row vector, a column vector or a scalar of the result.</summary>
    public static bool CanRead(Shape operand, Shape result)
    {
        var lengths = Enumerable.Range(1, result.Rank).Select(axis => axis <= operand.Rank ? operand[-axis] : Dim.Known(1)).ToList();
        var leading = lengths.Skip(1).Select((length, i) => (length, Full: result[-i - 2])).ToList();
        return leading.All(l => l.length == l.Full) || leading.All(l => l.length == 1);
    }

    public override bool AcceptsRows(Value value, Dim rowLength)
    {
        if (EpilogueOperands.Contains(value) || value == Panels) return false;
        return (value == Left && rowLength == Inner) || (value == Result && rowLength == Columns);
    }
}

/// <summary><c>y = epilogue(x·W)</c>.</summary>
/// <param name="Softmax">Whether each finished row of the result is replaced by its softmax.</param>
public sealed record MatMulStep(
    Formula? Epilogue, bool Softmax, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : PanelProductStep(Epilogue, Operands, Results, Scope)
{
    /// <summary>Rows for the softmax follow each other.</summary>
    public override bool AcceptsRows(Value value, Dim rowLength) => (!Softmax || value != Result) && base.AcceptsRows(value, rowLength);

    public override string Details => Softmax ? $"softmax({(Epilogue is null ? "product" : base.Details)})" : base.Details;
}

/// <summary><c>y[t, b] = epilogue(x[b, t]·W)</c>: the first two axes change places as the product is stored. The epilogue reads nothing
/// but row vectors and scalars.</summary>
public sealed record TurnedMatMulStep(Formula? Epilogue, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : PanelProductStep(Epilogue, Operands, Results, Scope)
{
    /// <summary>Entries of the result's first axis can be put apart from each other.</summary>
    public override bool AcceptsRows(Value value, Dim rowLength) =>
        value == Result ? rowLength == Result.Shape.WithoutAxis(0).Size : base.AcceptsRows(value, rowLength);
}

/// <summary><c>dx = epilogue(dy·Wᵀ)</c>.</summary>
public sealed record InputGradientStep(
    Formula? Epilogue, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : PanelProductStep(Epilogue, Operands, Results, Scope)
{
    /// <summary>Columns of the transpose, in panels, that the kernel makes at a time.</summary>
    private const long TransposedColumns = 64;

    public override Dim? Workspace => Panels.Shape.WithoutAxis(-1).Size is { IsKnown: true } inner
        ? Inner * Math.Min(PanelLayout.Padded(inner.Value), TransposedColumns)
        : Inner * TransposedColumns;
}

/// <summary><c>dW = xᵀ·dy</c>, in panels. Operands: x, dy, and where the gradient is added to an earlier one, that.</summary>
public sealed record WeightGradientStep(ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope), IAccumulatingStep
{
    public bool CanAdd => true;

    public Step AddTo(Value accumulator, Value result) => this with { Operands = [Operands[0], Operands[1], accumulator], Results = [result] };

    public Dim Inner => Operands[0].Shape[-1];

    public Dim Columns => Operands[1].Shape[-1];

    public Dim RowCount => Operands[0].Shape.WithoutAxis(-1).Size;

    public override string Details => AccumulatesInto < 0 ? "" : $"added to {Operands[2]}";

    public override int AccumulatesInto => Operands.Length == 3 ? 2 : -1;

    public override WeightLayout OperandLayout(int operand) => operand == 2 ? WeightLayout.Panels : WeightLayout.RowMajor;

    public override WeightLayout ResultLayout(int result) => WeightLayout.Panels;

    public override bool AcceptsRows(Value value, Dim rowLength) =>
        Operands.Take(2).Contains(value) &&
        (value != Operands[0] || rowLength == Inner) && (value != Operands[1] || rowLength == Columns);
}

/// <summary><c>c[b] = a[b]·b[b]</c> for dense row-major operands, either of which may be transposed.</summary>
public sealed record BatchedMatMulStep(
    Dim Batches, Dim RowCount, Dim Inner, Dim Columns, bool LeftTransposed, bool RightTransposed,
    ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override string Details =>
        $"{Batches} x ({RowCount}, {Inner}){(LeftTransposed ? "'" : "")} ({Inner}, {Columns}){(RightTransposed ? "'" : "")}";
}
