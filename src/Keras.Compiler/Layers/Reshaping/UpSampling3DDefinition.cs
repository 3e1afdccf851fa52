using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Depth, height and width stretched.</summary>
public sealed class UpSampling3DDefinition() : UpSamplingDefinition<UpSampling3DAttribute>(count: 3)
{
    protected override (int[] Size, DataFormat Format, Interpolation Interpolation) Arguments(UpSampling3DAttribute layer) =>
        (layer.Size, layer.DataFormat, Interpolation.Nearest);
}
