using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>An element-wise expression over operands that broadcast to the result's shape: one loop.</summary>
/// <param name="Formula">The expression; operand numbers count in <see cref="Step.Operands"/>.</param>
public sealed record MapStep(Formula Formula, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override string Details => Formula.Print(Operands);

    public override bool MayOverwrite(int operand) =>
        Operands[operand].Shape == Result.Shape && Operands[operand].Type.DType == Result.Type.DType;

    /// <summary>The loop takes an outer and a row stride for each operand; its result is dense.</summary>
    public override bool AcceptsRows(Value value, Dim rowLength)
    {
        if (Results.Contains(value) || value.Shape.Rank == 0 || value.Shape != Result.Shape || value.Shape[-1] != rowLength) return false;
        // All operands that may come to lie in rows end an axis at the same place.
        var rows = Operands.Select(o => o.Shape == value.Shape ? new Rows(0, rowLength, rowLength + 1) : null).ToList();
        return BroadcastAxes.Of(Result.Shape, [.. Operands.Select(o => o.Shape)], rows).Lengths.Length <= BroadcastAxes.Most;
    }
}
