using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A convolution over two axes.</summary>
public sealed class Conv2DDefinition : ConvolutionDefinition<Conv2DAttribute>
{
    protected override int Axes => 2;
}
