using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A convolution of each channel by itself over two axes.</summary>
public sealed class DepthwiseConv2DDefinition : DepthwiseLayerDefinition<DepthwiseConv2DAttribute>
{
    protected override int Axes => 2;
}
