using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>All elements along neighbouring axes combined. Operands: x, and where the result is added to an earlier one, that.</summary>
/// <param name="Kind">How.</param>
/// <param name="Extent">Which axes.</param>
public sealed record ReduceStep(
    ReduceKind Kind, Extent Extent, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope), IAccumulatingStep
{
    public override string Details => $"{Kind.ToString().ToLowerInvariant()} of {Extent}" + (AccumulatesInto < 0 ? "" : $", added to {Operands[1]}");

    public override int AccumulatesInto => Operands.Length == 2 ? 1 : -1;

    public bool CanAdd => Kind == ReduceKind.Sum;

    public Step AddTo(Value accumulator, Value result) => this with { Operands = [Operands[0], accumulator], Results = [result] };
}

/// <summary>A tensor seen along some neighbouring axes: (outer, length, inner), row-major.</summary>
/// <param name="Outer">Product of the axes before.</param>
/// <param name="Length">Product of the axes themselves.</param>
/// <param name="Inner">Product of the axes behind.</param>
public sealed record Extent(Dim Outer, Dim Length, Dim Inner)
{
    /// <summary>The axes from <paramref name="first"/> on, <paramref name="count"/> of them.</summary>
    public static Extent Of(Shape shape, int first, int count = 1) => new(
        Product(shape.Dims.Take(first)), Product(shape.Dims.Skip(first).Take(count)), Product(shape.Dims.Skip(first + count)));

    /// <summary>Number of elements.</summary>
    public static Dim Product(IEnumerable<Dim> dims) => dims.Aggregate(Dim.Known(1), (size, dim) => size * dim);

    public override string ToString() => $"({Outer}, {Length}, {Inner})";
}
