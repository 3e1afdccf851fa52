using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A transposed convolution over three axes.</summary>
public sealed class Conv3DTransposeDefinition : TransposedConvolutionDefinition<Conv3DTransposeAttribute>
{
    protected override int Axes => 3;
}
