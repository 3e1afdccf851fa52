using System.Collections.Immutable;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The least of the inputs.</summary>
public sealed class MinimumDefinition : ExtremeDefinition<MinimumAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Minimum")];

    protected override string Function => "Min";
}
