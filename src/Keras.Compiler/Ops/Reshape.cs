using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>The same elements under another shape: a view.</summary>
public sealed record Reshape(Shape Shape) : Op
{
    public override string Attributes => $"to {Shape}";

    public override Cost Cost => Cost.Free;

    public override bool InPlace => true;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        return operand.Shape.Size.Agrees(Shape.Size)
            ? [operand with { Shape = Shape }]
            : throw new OpVerificationException($"{operand.Shape} has {operand.Shape.Size} elements, {Shape} has {Shape.Size}.");
    }

    public override bool CanStack => true;

    public override ImmutableArray<Value> Stack(StackContext context) =>
        context.ApplyAll(new Reshape(Shape.Of([context.Length, .. Shape.Dims])), context.Operands[0]);

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.Reshape(context.Operands[0].GradientName(), cotangent, context.Operands[0].Shape)
            : null];
}

/// <summary>Reshaping.</summary>
public static class ReshapeBuilder
{
    /// <summary>The value itself where it has the shape.</summary>
    public static Value Reshape(this ProgramBuilder builder, string name, Value x, Shape shape) =>
        x.Shape == shape ? x : builder.Apply(new Reshape(shape), name, x);
}
