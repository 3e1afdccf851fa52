using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A convolution of each channel by itself, then one of all channels, over one axis.</summary>
public sealed class SeparableConv1DDefinition : SeparableLayerDefinition<SeparableConv1DAttribute>
{
    protected override int Axes => 1;
}
