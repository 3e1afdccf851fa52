using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The greatest of the inputs.</summary>
public sealed class MaximumDefinition : MergeDefinition<MaximumAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Maximum")];

    protected override Formula Combine(IReadOnlyList<Formula> inputs) => inputs.Aggregate((left, right) => Formula.Apply("Max", left, right));
}
