using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Marks;

/// <summary>The same towers as the guide's text joins them: axis 1 is that of the rows, shape (48, 16, 16). The towers share the channels.</summary>
public sealed partial class InceptionByRows : Model
{
    [Conv2D(16, 1, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _tower1Reduce, _tower2Reduce, _tower3Conv;
    [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _tower1Conv;
    [Conv2D(16, 5, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _tower2Conv;
    [MaxPooling2D(3, Strides = [1], Padding = Padding.Same)]              private readonly MaxPooling2D _tower3Pool;
    [GlobalMaxPooling2D]                                                  private readonly GlobalMaxPooling2D _strongest;
    [Dense(6, Activation = Activation.Softmax)]                           private readonly Dense _mark;

    public KerasTensor Call([Input(Marks.Side, Marks.Side, 3)] KerasTensor image)
    {
        var tower1 = _tower1Conv.Call(_tower1Reduce.Call(image));
        var tower2 = _tower2Conv.Call(_tower2Reduce.Call(image));
        var tower3 = _tower3Conv.Call(_tower3Pool.Call(image));
        return _mark.Call(_strongest.Call(Concatenate([tower1, tower2, tower3], axis: 1)));
    }
}
