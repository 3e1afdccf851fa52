using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Zeros around the steps.</summary>
public sealed class ZeroPadding1DDefinition() : ZeroPaddingDefinition<ZeroPadding1DAttribute>(count: 1)
{
    protected override (int[] Padding, DataFormat Format) Arguments(ZeroPadding1DAttribute layer) => (layer.Padding, layer.DataFormat);
}
