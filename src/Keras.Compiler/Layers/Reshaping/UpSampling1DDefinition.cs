using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Every step repeated.</summary>
public sealed class UpSampling1DDefinition() : UpSamplingDefinition<UpSampling1DAttribute>(count: 1)
{
    protected override (int[] Size, DataFormat Format, Interpolation Interpolation) Arguments(UpSampling1DAttribute layer) =>
        ([layer.Size], DataFormat.ChannelsLast, Interpolation.Nearest);
}
