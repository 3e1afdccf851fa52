using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Denoising;

/// <summary>The guide's residual connection: the picture, and what one convolution adds to it.</summary>
public sealed partial class ResidualBlock : Model
{
    [Conv2D(3, 3, Padding = Padding.Same)] private readonly Conv2D _conv;

    public KerasTensor Call([Input(NoisyPictures.Side, NoisyPictures.Side, 3)] KerasTensor x)
    {
        var y = _conv.Call(x);
        return Add([x, y]);
    }
}
