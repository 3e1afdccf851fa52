using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The least of the inputs.</summary>
public sealed class MinimumDefinition : MergeDefinition<MinimumAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Minimum")];

    protected override Formula Combine(IReadOnlyList<Formula> inputs) => inputs.Aggregate((left, right) => Formula.Apply("Min", left, right));
}
