using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>The steps cut at both ends.</summary>
public sealed class Cropping1DDefinition() : CroppingDefinition<Cropping1DAttribute>(count: 1)
{
    protected override (int[] Cropping, DataFormat Format) Arguments(Cropping1DAttribute layer) => (layer.Cropping, DataFormat.ChannelsLast);
}
