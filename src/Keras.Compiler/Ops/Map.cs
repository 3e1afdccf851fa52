using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Ops;

/// <summary>An expression for each element; operands are broadcast as NumPy does, and integers and truth values become numbers.</summary>
/// <param name="Formula">The expression.</param>
/// <param name="Result">Element type of the result.</param>
public sealed record Map(Formula Formula, DType Result) : Op
{
    public override string Attributes => Formula.Print() + (Result == DType.Float32 ? "" : $" as {Result.ToString().ToLowerInvariant()}");

    public override bool InPlace => true;

    /// <summary>Of every operand's adjoint together.</summary>
    public override Kept Keeps => Formula.Operands()
        .SelectMany(operand => Formula.Cotangent(operand, ResultLeaf, 1).Operands())
        .Aggregate(Kept.Nothing, (kept, leaf) => kept | (leaf == ResultLeaf.Index ? Kept.Results : Kept.Operands));

    public override Activation? ActivationOfLogits(TensorType operand) =>
        Formula == Apply("Sigmoid", Operand(0)) && operand.DType == DType.Float32 ? Activation.Sigmoid : null;

    /// <summary>Stand for the result and its cotangent in derivatives; no operands have these numbers.</summary>
    private static OperandFormula ResultLeaf { get; } = new(int.MaxValue - 1);

    private static OperandFormula CotangentLeaf { get; } = new(int.MaxValue);

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        foreach (var application in Formula.Parts().OfType<FunctionFormula>())
            if (ElementFunctions.Get(application.Function).Arity != application.Arguments.Count)
                throw new OpVerificationException($"{this}: {application.Function} was given {application.Arguments.Count} arguments.");
        return Formula.Operands().All(index => index < operands.Length)
            ? [new TensorType(Broadcasting.Of(operands.Select(operand => operand.Shape)), Result)]
            : throw new OpVerificationException($"{this} was given {operands.Length} operands.");
    }

    /// <summary>Operands with equal derivatives, such as those of a sum, share one step before it is summed to their shapes.</summary>
    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        var steps = new Dictionary<Formula, Value>();
        return [.. context.Operands.Select((operand, index) => context.Wanted[index] ? Cotangent(context, operand, index, steps) : null)];
    }

    public override bool CanStack => !Formula.Parts().Any(part => part is RandomFormula);

    public override ImmutableArray<Value> Stack(StackContext context)
    {
        // Missing leading axes of an entry come between the steps and its own.
        var rank = Enumerable.Range(0, context.Operands.Length).Max(i => context.EntryShape(i).Rank);
        var operands = context.Operands.Select((operand, i) => !context.IsStacked[i] || operand.Shape.Rank == rank + 1
            ? operand
            : context.Builder.Reshape(operand.Name, operand, Shape.Of(
                [operand.Shape[0], .. Enumerable.Repeat(Dim.Known(1), rank + 1 - operand.Shape.Rank), .. operand.Shape.Dims.Skip(1)])));
        return context.ApplyAll(this, [.. operands]);
    }

    private Value? Cotangent(AdjointContext context, Value operand, int index, Dictionary<Formula, Value> steps)
    {
        if (context.Cotangents[0] is not { } cotangent) return null;
        var adjoint = Formula.Cotangent(index, ResultLeaf, CotangentLeaf);
        if (adjoint == 0) return null;
        if (!steps.TryGetValue(adjoint, out var step))
            steps.Add(adjoint, step = adjoint == CotangentLeaf ? cotangent : Step(context, operand.GradientName(), adjoint, cotangent));
        return context.Builder.SumTo(operand.GradientName(), step, operand.Shape);
    }

    private static Value Step(AdjointContext context, string name, Formula adjoint, Value cotangent)
    {
        // The cotangent is read even where the formula does without, so that the step has its shape.
        var leaves = adjoint.Operands().Append(CotangentLeaf.Index).Distinct().ToList();
        var values = leaves.Select(leaf =>
            leaf == ResultLeaf.Index ? context.Results[0] : leaf == CotangentLeaf.Index ? cotangent : context.Operands[leaf]);
        return context.Builder.Map(name, adjoint.Substitute(leaf => Operand(leaves.IndexOf(leaf))), [.. values]);
    }
}

/// <summary>Element-wise steps.</summary>
public static class MapBuilder
{
    /// <summary>An expression over the operands, as float32.</summary>
    public static Value Map(this ProgramBuilder builder, string name, Formula formula, params Value[] operands) =>
        builder.Apply(new Map(formula, DType.Float32), name, operands);

    /// <summary>A condition over the operands.</summary>
    public static Value MapBool(this ProgramBuilder builder, string name, Formula formula, params Value[] operands) =>
        builder.Apply(new Map(formula, DType.Bool), name, operands);

    /// <summary>A number as a scalar of shape <c>()</c>.</summary>
    public static Value Constant(this ProgramBuilder builder, string name, double value) => builder.Map(name, value);
}
