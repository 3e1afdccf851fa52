using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A convolution over one axis.</summary>
public sealed class Conv1DDefinition : ConvolutionDefinition<Conv1DAttribute>
{
    protected override int Axes => 1;

    protected override bool MayBeCausal => true;
}
