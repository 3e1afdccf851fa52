using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>Dropout of whole channels of images.</summary>
public sealed class SpatialDropout2DDefinition() : SpatialDropoutDefinition<SpatialDropout2DAttribute>(count: 2)
{
    protected override (double Rate, int Seed, DataFormat Format) Arguments(SpatialDropout2DAttribute layer) =>
        (layer.Rate, layer.Seed, layer.DataFormat);
}
