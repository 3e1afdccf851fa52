using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Another element type. Truth values become 0 and 1; numbers become true where they are not zero; fractions are cut off.</summary>
public sealed record Cast(DType DType) : Op
{
    public override string Attributes => DType.ToString().ToLowerInvariant();

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands) => [operands.Single() with { DType = DType }];

    public override bool CanStack => true;

    public override ImmutableArray<Value> Stack(StackContext context) => context.ApplyAll(this, context.Operands[0]);

    /// <summary>No gradient flows through integers, so a wanted operand was float32 all along.</summary>
    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && DType == DType.Float32 ? context.Cotangents[0] : null];
}

/// <summary>Conversion.</summary>
public static class CastBuilder
{
    /// <summary>The value itself where it has the type.</summary>
    public static Value Cast(this ProgramBuilder builder, string name, Value x, DType dtype) =>
        x.Type.DType == dtype ? x : builder.Apply(new Cast(dtype), name, x);
}
