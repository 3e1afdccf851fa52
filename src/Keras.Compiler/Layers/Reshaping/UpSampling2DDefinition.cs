using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Height and width stretched.</summary>
public sealed class UpSampling2DDefinition() : UpSamplingDefinition<UpSampling2DAttribute>(count: 2)
{
    protected override (int[] Size, DataFormat Format, Interpolation Interpolation) Arguments(UpSampling2DAttribute layer) =>
        (layer.Size, layer.DataFormat, layer.Interpolation);
}
