using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Authors.Guide;

/// <summary>The guide's model at its size: two messages of 280 characters, each a row of 256 numbers.</summary>
public sealed partial class SharedLstm : Model
{
    [LSTM(64)]                                  private readonly LSTM _sharedLstm;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _predictions;

    public KerasTensor Call([Input(280, 256)] KerasTensor tweetA, [Input(280, 256)] KerasTensor tweetB)
    {
        var encodedA = _sharedLstm.Call(tweetA);
        var encodedB = _sharedLstm.Call(tweetB);
        return _predictions.Call(Concatenate([encodedA, encodedB], axis: -1));
    }
}
