using System.Collections.Immutable;
using Keras.Compiler.Support;

namespace Keras.Compiler.Ops;

/// <summary>Axes in another order.</summary>
/// <param name="Permutation">For each axis of the result, which axis of the operand it is.</param>
public sealed record Transpose(EquatableArray<int> Permutation) : Op
{
    public override string Attributes => Permutation.ToString();

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        return Permutation.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, operand.Shape.Rank))
            ? [operand with { Shape = Shape.Of([.. Permutation.Select(axis => operand.Shape[axis])]) }]
            : throw new OpVerificationException($"{Permutation} is no permutation of the axes of {operand.Shape}.");
    }

    public override bool CanStack => true;

    public override ImmutableArray<Value> Stack(StackContext context) =>
        context.ApplyAll(new Transpose(Permutation.Select(axis => axis + 1).Prepend(0).ToEquatableArray()), context.Operands[0]);

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (!context.Wanted[0] || context.Cotangents[0] is not { } cotangent) return [null];
        var permutation = Permutation.ToList();
        var inverse = Enumerable.Range(0, permutation.Count).Select(axis => permutation.IndexOf(axis)).ToArray();
        return [context.Builder.Transpose(context.Operands[0].GradientName(), cotangent, inverse)];
    }
}

/// <summary>Transposition.</summary>
public static class TransposeBuilder
{
    /// <summary>The value itself where the order stays.</summary>
    public static Value Transpose(this ProgramBuilder builder, string name, Value x, int[] permutation)
    {
        var normal = permutation.Select(axis => Axes.Normalise(axis, x.Shape.Rank)).ToEquatableArray();
        return normal.SequenceEqual(Enumerable.Range(0, normal.Count)) ? x : builder.Apply(new Transpose(normal), name, x);
    }
}
