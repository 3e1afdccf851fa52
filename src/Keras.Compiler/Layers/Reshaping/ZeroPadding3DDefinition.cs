using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Zeros around depth, height and width.</summary>
public sealed class ZeroPadding3DDefinition() : ZeroPaddingDefinition<ZeroPadding3DAttribute>(count: 3)
{
    protected override (int[] Padding, DataFormat Format) Arguments(ZeroPadding3DAttribute layer) => (layer.Padding, layer.DataFormat);
}
