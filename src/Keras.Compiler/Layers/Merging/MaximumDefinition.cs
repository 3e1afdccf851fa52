using System.Collections.Immutable;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The greatest of the inputs.</summary>
public sealed class MaximumDefinition : ExtremeDefinition<MaximumAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Maximum")];

    protected override string Function => "Max";
}
