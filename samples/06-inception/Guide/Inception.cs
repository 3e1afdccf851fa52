using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Marks.Guide;

/// <summary>The guide's inception module at its size. Axis 1 is what the guide's text says: where channels come last it is the axis of the
/// rows, so that the towers' results stand one below the other.</summary>
public sealed partial class Inception : Model
{
    [Conv2D(64, 1, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _tower1Reduce, _tower2Reduce, _tower3Conv;
    [Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _tower1Conv;
    [Conv2D(64, 5, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _tower2Conv;
    [MaxPooling2D(3, Strides = [1], Padding = Padding.Same)]              private readonly MaxPooling2D _tower3Pool;

    public KerasTensor Call([Input(256, 256, 3)] KerasTensor image)
    {
        var tower1 = _tower1Conv.Call(_tower1Reduce.Call(image));
        var tower2 = _tower2Conv.Call(_tower2Reduce.Call(image));
        var tower3 = _tower3Conv.Call(_tower3Pool.Call(image));
        return Concatenate([tower1, tower2, tower3], axis: 1);
    }
}
