using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The product of the inputs.</summary>
public sealed class MultiplyDefinition : MergeDefinition<MultiplyAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Multiply")];

    public override ImmutableArray<LayerOperator> Operators => [new("*", OperatorForm.Tensors, "multiply")];

    protected override Formula Combine(IReadOnlyList<Formula> inputs) => inputs.Aggregate((left, right) => left * right);
}
