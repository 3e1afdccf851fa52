using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A transposed convolution over two axes.</summary>
public sealed class Conv2DTransposeDefinition : TransposedConvolutionDefinition<Conv2DTransposeAttribute>
{
    protected override int Axes => 2;
}
