using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A convolution of each channel by itself over one axis.</summary>
public sealed class DepthwiseConv1DDefinition : DepthwiseLayerDefinition<DepthwiseConv1DAttribute>
{
    protected override int Axes => 1;
}
