using System.Collections.Immutable;
using Keras.Compiler.Support;

namespace Keras.Compiler.Ops;

/// <summary>Sum of products over pairs of contracted axes, for each pair of batch axes. Axes of the result: batch, what is left of
/// the left operand, what is left of the right.</summary>
public sealed record DotGeneral(
    EquatableArray<int> LhsContracting,
    EquatableArray<int> RhsContracting,
    EquatableArray<int> LhsBatch,
    EquatableArray<int> RhsBatch) : Op
{
    public override string Attributes =>
        $"{LhsContracting} with {RhsContracting}" + (LhsBatch.Count == 0 ? "" : $", batch {LhsBatch} with {RhsBatch}");

    public override Cost Cost => Cost.Compute;

    public override Kept Keeps => Kept.Operands;

    private IEnumerable<int> LhsRest(int rank) => Axes.Except(rank, LhsContracting, LhsBatch);

    private IEnumerable<int> RhsRest(int rank) => Axes.Except(rank, RhsContracting, RhsBatch);

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        if (operands is not [{ Shape: var lhs }, { Shape: var rhs }])
            throw new OpVerificationException($"{this} takes 2 operands, not {operands.Length}.");
        Axes.Check(LhsContracting.Concat(LhsBatch), lhs.Rank, this);
        Axes.Check(RhsContracting.Concat(RhsBatch), rhs.Rank, this);
        Pair(LhsContracting, RhsContracting);
        var batch = Pair(LhsBatch, RhsBatch);
        var rest = LhsRest(lhs.Rank).Select(axis => lhs[axis]).Concat(RhsRest(rhs.Rank).Select(axis => rhs[axis]));
        return [new TensorType(Shape.Of([.. batch, .. rest]), DType.Float32)];

        List<Dim> Pair(EquatableArray<int> left, EquatableArray<int> right) => left.Count != right.Count
            ? throw new OpVerificationException($"{this} pairs {left.Count} axes with {right.Count}.")
            : left.Zip(right, (l, r) => Broadcasting.Unify(lhs[l], rhs[r]) ??
                throw new OpVerificationException($"{this}: axis {l} of {lhs} does not fit axis {r} of {rhs}.")).ToList();
    }

    public override bool CanStack => true;

    /// <summary>The steps are a batch axis where both factors vary, else an axis of the factor that does.</summary>
    public override ImmutableArray<Value> Stack(StackContext context)
    {
        var both = context.IsStacked[0] && context.IsStacked[1];
        var product = Shift(context, both ? [0] : [], []);
        var result = context.ApplyAll(product, [.. context.Operands])[0];
        if (both) return [result];
        // The steps come first; they stand behind the batch and, where the right factor varies, what is left of the left one.
        var place = LhsBatch.Count + (context.IsStacked[1] ? LhsRest(context.EntryShape(0).Rank).Count() : 0);
        int[] order = [place, .. Enumerable.Range(0, result.Shape.Rank).Where(axis => axis != place)];
        return [context.Builder.Transpose(context.Name, result, order)];
    }

    /// <summary>The steps are one more contracted axis.</summary>
    public override Value? StackedSum(StackContext context) => context.IsStacked[0] && context.IsStacked[1]
        ? context.ApplyAll(Shift(context, [], [0]), [.. context.Operands])[0]
        : null;

    private DotGeneral Shift(StackContext context, int[] batch, int[] contracting)
    {
        var (left, right) = (context.IsStacked[0] ? 1 : 0, context.IsStacked[1] ? 1 : 0);
        return new DotGeneral(
            contracting.Concat(LhsContracting.Select(axis => axis + left)).ToEquatableArray(),
            contracting.Concat(RhsContracting.Select(axis => axis + right)).ToEquatableArray(),
            batch.Concat(LhsBatch.Select(axis => axis + left)).ToEquatableArray(),
            batch.Concat(RhsBatch.Select(axis => axis + right)).ToEquatableArray());
    }

    /// <summary>Each operand's cotangent is the product of the result's with the other operand over the axes that the other brought in.
    /// The order of factors is that which leaves a matrix product without transposition.</summary>
    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (context.Cotangents[0] is not { } cotangent) return [null, null];
        var (lhs, rhs) = (context.Operands[0], context.Operands[1]);
        var (lhsRest, rhsRest) = (LhsRest(lhs.Shape.Rank).ToList(), RhsRest(rhs.Shape.Rank).ToList());
        var batch = Enumerable.Range(0, LhsBatch.Count).ToEquatableArray();
        var fromLhs = Enumerable.Range(batch.Count, lhsRest.Count).ToEquatableArray();
        var fromRhs = Enumerable.Range(batch.Count + lhsRest.Count, rhsRest.Count).ToEquatableArray();
        return
        [
            context.Wanted[0] ? Restore(
                new DotGeneral(fromRhs, rhsRest.ToEquatableArray(), batch, RhsBatch), cotangent, rhs, lhs,
                [.. LhsBatch, .. lhsRest, .. InOrderOf(RhsContracting, LhsContracting)]) : null,
            context.Wanted[1] ? Restore(
                new DotGeneral(lhsRest.ToEquatableArray(), fromLhs, LhsBatch, batch), lhs, cotangent, rhs,
                [.. RhsBatch, .. InOrderOf(LhsContracting, RhsContracting), .. rhsRest]) : null,
        ];

        // Contracted axes come out in the order of the other operand.
        static IEnumerable<int> InOrderOf(EquatableArray<int> other, EquatableArray<int> own) =>
            other.Zip(own, (o, axis) => (o, axis)).OrderBy(pair => pair.o).Select(pair => pair.axis);

        Value Restore(DotGeneral product, Value left, Value right, Value operand, int[] axes)
        {
            var permutation = Enumerable.Range(0, axes.Length).Select(axis => Array.IndexOf(axes, axis)).ToArray();
            var gradient = context.Builder.Apply(product, operand.GradientName(), left, right);
            return context.Builder.Transpose(operand.GradientName(), gradient, permutation);
        }
    }
}

/// <summary>Products of tensors.</summary>
public static class DotGeneralBuilder
{
    /// <summary>Contracts the last axis of <paramref name="x"/> with the first of <paramref name="w"/>.</summary>
    public static Value MatMul(this ProgramBuilder builder, string name, Value x, Value w) =>
        builder.DotGeneral(name, x, w, [x.Shape.Rank - 1], [0]);

    /// <summary>Contracts pairs of axes, for each of the pairs of batch axes.</summary>
    public static Value DotGeneral(
        this ProgramBuilder builder, string name, Value lhs, Value rhs,
        int[] lhsContracting, int[] rhsContracting, int[]? lhsBatch = null, int[]? rhsBatch = null)
    {
        return builder.Apply(
            new DotGeneral(Normal(lhsContracting, lhs), Normal(rhsContracting, rhs), Normal(lhsBatch, lhs), Normal(rhsBatch, rhs)),
            name, lhs, rhs);

        static EquatableArray<int> Normal(int[]? axes, Value operand) =>
            (axes ?? []).Select(axis => Axes.Normalise(axis, operand.Shape.Rank)).ToEquatableArray();
    }
}
