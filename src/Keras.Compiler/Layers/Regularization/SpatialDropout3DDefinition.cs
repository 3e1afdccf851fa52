using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>Dropout of whole channels of volumes.</summary>
public sealed class SpatialDropout3DDefinition() : SpatialDropoutDefinition<SpatialDropout3DAttribute>(count: 3)
{
    protected override (double Rate, int Seed, DataFormat Format) Arguments(SpatialDropout3DAttribute layer) =>
        (layer.Rate, layer.Seed, layer.DataFormat);
}
