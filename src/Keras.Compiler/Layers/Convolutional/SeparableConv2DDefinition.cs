using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A convolution of each channel by itself, then one of all channels, over two axes.</summary>
public sealed class SeparableConv2DDefinition : SeparableLayerDefinition<SeparableConv2DAttribute>
{
    protected override int Axes => 2;
}
