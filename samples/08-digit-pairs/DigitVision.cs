using Keras;
using Keras.Layers;

namespace Samples.DigitPairs;

/// <summary>Makes 32 numbers of an image of a digit.</summary>
public sealed partial class DigitVision : Model
{
    [Conv2D(16, 3, Activation = Activation.Relu)] private readonly Conv2D _conv1;
    [MaxPooling2D(2)]                             private readonly MaxPooling2D _pool1;
    [Conv2D(32, 3, Activation = Activation.Relu)] private readonly Conv2D _conv2;
    [MaxPooling2D(2)]                             private readonly MaxPooling2D _pool2;
    [Flatten]                                     private readonly Flatten _flatten;
    [Dense(64, Activation = Activation.Relu)]     private readonly Dense _hidden;
    [Dense(32)]                                   private readonly Dense _code;

    public partial KerasTensor Call([Input(DigitPairs.Side, DigitPairs.Side, 1)] KerasTensor digit);
}
