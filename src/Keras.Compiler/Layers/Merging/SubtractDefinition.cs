using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The first input minus the second.</summary>
public sealed class SubtractDefinition : MergeDefinition<SubtractAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Subtract")];

    public override ImmutableArray<LayerOperator> Operators => [new("-", OperatorForm.Tensors, "subtract")];

    public override InputCount InputCount => InputCount.Two;

    protected override Formula Combine(IReadOnlyList<Formula> inputs) => inputs[0] - inputs[1];
}
