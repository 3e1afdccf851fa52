using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Depth, height and width cut at both ends.</summary>
public sealed class Cropping3DDefinition() : CroppingDefinition<Cropping3DAttribute>(count: 3)
{
    protected override (int[] Cropping, DataFormat Format) Arguments(Cropping3DAttribute layer) => (layer.Cropping, layer.DataFormat);
}
