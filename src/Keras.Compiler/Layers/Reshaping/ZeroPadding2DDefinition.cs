using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Zeros around height and width.</summary>
public sealed class ZeroPadding2DDefinition() : ZeroPaddingDefinition<ZeroPadding2DAttribute>(count: 2)
{
    protected override (int[] Padding, DataFormat Format) Arguments(ZeroPadding2DAttribute layer) => (layer.Padding, layer.DataFormat);
}
