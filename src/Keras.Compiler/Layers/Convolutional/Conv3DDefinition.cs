using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A convolution over three axes.</summary>
public sealed class Conv3DDefinition : ConvolutionDefinition<Conv3DAttribute>
{
    protected override int Axes => 3;
}
