using Keras;
using Keras.Layers;

namespace Samples.Digits;

/// <summary>The first model of Keras's guide: an image of 28 by 28 pixels goes through two hidden layers to a probability per digit.</summary>
public sealed partial class Mlp : Model
{
    [Dense(64, Activation = Activation.Relu)]    private readonly Dense _hidden1, _hidden2;
    [Dense(10, Activation = Activation.Softmax)] private readonly Dense _digit;

    public KerasTensor Call([Input(784)] KerasTensor image) => _digit.Call(_hidden2.Call(_hidden1.Call(image)));
}
