using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>Several element-wise expressions over one shape: one loop, which reads each operand once, computes what they have in common
/// once, and writes all results.</summary>
/// <param name="Formulas">One for each result; operand numbers count in <see cref="Step.Operands"/>.</param>
public sealed record MapGroupStep(
    ImmutableArray<Formula> Formulas, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    /// <summary>Axes of the loop, with strides for the operands and then for the results.</summary>
    /// <param name="rows">How a value lies, or null where it is dense.</param>
    public BroadcastAxes Axes(Func<Value, Rows?> rows)
    {
        var values = Operands.AddRange(Results);
        return BroadcastAxes.Of(Result.Shape, [.. values.Select(value => value.Shape)], [.. values.Select(rows)]);
    }

    public override string Details => string.Join("; ", Formulas.Select(formula => formula.Print(Operands)));

    public override bool AcceptsRows(Value value, Dim rowLength)
    {
        if (value.Shape.Rank == 0 || value.Shape != Result.Shape || value.Shape[-1] != rowLength) return false;
        // All values that may come to lie in rows end an axis at the same place.
        return Axes(o => o.Shape == value.Shape ? new Rows(0, rowLength, rowLength + 1) : null).Lengths.Length <= BroadcastAxes.Most;
    }
}
