using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.DigitPairs;

/// <summary>Do two images show the same digit? One vision model sees both.</summary>
/// <remarks>The guide joins what is seen of each and ends in one <c>Dense(1)</c> (see <see cref="Guide.ClassificationModel"/>). That adds a
/// score of one image to a score of the other, and no sum can say "the same" of more than three pairs in four: if (3, 3) and (8, 8) get a
/// positive score, so does (3, 8) or (8, 3). Here the last layer sees how far apart the two are.</remarks>
public sealed partial class SameDigit : Model
{
    private readonly DigitVision _vision;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _same;

    public KerasTensor Call(
        [Input(DigitPairs.Side, DigitPairs.Side, 1)] KerasTensor first,
        [Input(DigitPairs.Side, DigitPairs.Side, 1)] KerasTensor second)
    {
        var difference = _vision.Call(first) - _vision.Call(second);
        return _same.Call(difference * difference);
    }
}
