using Keras.Layers;

namespace Keras.Benchmarks.Peers;

/// <summary>The first model of Keras's guide: 784-64-64-10.</summary>
internal sealed partial class Mlp : Model
{
    [Dense(64, Activation = Activation.Relu)]
    private readonly Dense _first, _second;
    [Dense(10, Activation = Activation.Softmax)]
    private readonly Dense _digit;

    public KerasTensor Call([Input(784)] KerasTensor image) => _digit.Call(_second.Call(_first.Call(image)));
}
