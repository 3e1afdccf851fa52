using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>Dropout of whole channels of sequences.</summary>
public sealed class SpatialDropout1DDefinition() : SpatialDropoutDefinition<SpatialDropout1DAttribute>(count: 1)
{
    protected override (double Rate, int Seed, DataFormat Format) Arguments(SpatialDropout1DAttribute layer) =>
        (layer.Rate, layer.Seed, DataFormat.ChannelsLast);
}
