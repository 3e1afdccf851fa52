using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A transposed convolution over one axis.</summary>
public sealed class Conv1DTransposeDefinition : TransposedConvolutionDefinition<Conv1DTransposeAttribute>
{
    protected override int Axes => 1;
}
