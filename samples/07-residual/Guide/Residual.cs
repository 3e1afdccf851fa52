using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Denoising.Guide;

/// <summary>The guide's residual connection at its size: the picture, and what one convolution adds to it.</summary>
public sealed partial class Residual : Model
{
    [Conv2D(3, 3, Padding = Padding.Same)] private readonly Conv2D _conv;

    public KerasTensor Call([Input(256, 256, 3)] KerasTensor x)
    {
        var y = _conv.Call(x);
        return Add([x, y]);
    }
}
