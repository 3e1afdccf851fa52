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
    public override bool AcceptsRows(Value value, Dim rowLength) =>
        !Results.Contains(value) && Operands.Contains(value) && value.Shape == Result.Shape && IsTrailing(value.Shape, rowLength);

    /// <summary>Whether the last axes of a shape together have this length.</summary>
    internal static bool IsTrailing(Shape shape, Dim length)
    {
        var size = Dim.Known(1);
        for (var axis = shape.Rank - 1; axis >= 0 && size != length; axis--) size *= shape[axis];
        return size == length;
    }
}
