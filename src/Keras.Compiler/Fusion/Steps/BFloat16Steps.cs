using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>A matrix of weights is rounded to bfloat16. Two rows lie in the 32 bits of one element, as in a matrix with half as many rows.</summary>
public sealed record BFloat16WeightsStep(ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope) : Step(Operands, Results, Scope)
{
    public Value Weights => Operands[0];

    /// <summary>Shape of the result.</summary>
    public static Shape RoundedShape(Shape weights) => Shape.Of((weights[0].Value + 1) / 2, weights[1]);

    public override WeightLayout OperandLayout(int operand) => WeightLayout.Panels;

    public override WeightLayout ResultLayout(int result) => WeightLayout.Panels;

    public override string? Fault => Result.Shape == RoundedShape(Weights.Shape) ? null : $"gives {Result} of shape {Result.Shape} for {Weights.Shape}";
}

/// <summary><c>y = epilogue(x·W)</c> with W in bfloat16.</summary>
public sealed record BFloat16MatMulStep(Formula? Epilogue, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : PanelProductStep(Epilogue, Operands, Results, Scope)
{
    public override string Algorithm => "bfloat16";

    public override string? Fault => Panels.Shape == BFloat16WeightsStep.RoundedShape(Shape.Of(Inner, Columns))
        ? null : $"takes {Panels} of shape {Panels.Shape} for a matrix ({Inner}, {Columns}) in bfloat16";
}
