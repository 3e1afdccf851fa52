using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.DigitPairs.Guide;

/// <summary>The guide's model of two digits: the vision model is called twice, with the same weights.</summary>
public sealed partial class ClassificationModel : Model
{
    private readonly VisionModel _visionModel;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _out;

    public KerasTensor Call([Input(27, 27, 1)] KerasTensor digitA, [Input(27, 27, 1)] KerasTensor digitB)
    {
        var concatenated = Concatenate([_visionModel.Call(digitA), _visionModel.Call(digitB)]);
        return _out.Call(concatenated);
    }
}
