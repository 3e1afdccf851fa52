using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Denoising;

/// <summary>Residual connections one within the other: what the convolutions find is taken from the noisy picture, so that they need to
/// learn the noise only, and begin near "leave it as it is".</summary>
public sealed partial class Denoiser : Model
{
    [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)]            private readonly Conv2D _enter;
    [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu), Repeat(3)] private readonly Conv2D[] _blocks;
    [Conv2D(3, 3, Padding = Padding.Same)]                                           private readonly Conv2D _leave;

    public KerasTensor Call([Input(NoisyPictures.Side, NoisyPictures.Side, 3)] KerasTensor picture)
    {
        var x = _enter.Call(picture);
        foreach (var block in _blocks) x += block.Call(x);
        return picture - _leave.Call(x);
    }
}
