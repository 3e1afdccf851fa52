using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Height and width cut at both ends.</summary>
public sealed class Cropping2DDefinition() : CroppingDefinition<Cropping2DAttribute>(count: 2)
{
    protected override (int[] Cropping, DataFormat Format) Arguments(Cropping2DAttribute layer) => (layer.Cropping, layer.DataFormat);
}
