using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The mean of the inputs.</summary>
public sealed class AverageDefinition : MergeDefinition<AverageAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Average")];

    protected override Formula Combine(IReadOnlyList<Formula> inputs) => inputs.Aggregate((left, right) => left + right) / inputs.Count;
}
