using Keras;
using Keras.Layers;

namespace Keras.Benchmarks.Startup;

/// <summary>The first model of Keras's guide.</summary>
public sealed partial class Mlp : Model
{
    [Dense(64, Activation = Activation.Relu)]    private readonly Dense _dense1, _dense2;
    [Dense(10, Activation = Activation.Softmax)] private readonly Dense _probabilities;

    public KerasTensor Call([Input(784)] KerasTensor image) => _probabilities.Call(_dense2.Call(_dense1.Call(image)));
}
