using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Repeats axes of length 1, and missing leading ones, up to a shape.</summary>
public sealed record Broadcast(Shape Shape) : Op
{
    public override string Attributes => $"to {Shape}";

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        return operand.Shape.Rank <= Shape.Rank && Broadcasting.Of(operand.Shape, Shape).Agrees(Shape)
            ? [operand with { Shape = Shape }]
            : throw new OpVerificationException($"{operand.Shape} cannot be broadcast to {Shape}.");
    }

    public override bool CanStack => true;

    public override ImmutableArray<Value> Stack(StackContext context)
    {
        var (operand, missing) = (context.Operands[0], Shape.Rank - context.EntryShape(0).Rank);
        var aligned = context.Builder.Reshape(operand.Name, operand, Shape.Of(
            [operand.Shape[0], .. Enumerable.Repeat(Dim.Known(1), missing), .. operand.Shape.Dims.Skip(1)]));
        return context.ApplyAll(new Broadcast(Shape.Of([context.Length, .. Shape.Dims])), aligned);
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.SumTo(context.Operands[0].GradientName(), cotangent, context.Operands[0].Shape)
            : null];
}

/// <summary>Broadcasting.</summary>
public static class BroadcastBuilder
{
    /// <summary>The value itself where it has the shape.</summary>
    public static Value BroadcastTo(this ProgramBuilder builder, string name, Value x, Shape shape) =>
        x.Shape == shape ? x : builder.Apply(new Broadcast(shape), name, x);
}
