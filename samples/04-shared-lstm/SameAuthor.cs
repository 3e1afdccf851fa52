using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Authors;

/// <summary>Are two messages by one author? One LSTM reads both: it is called twice and learns from both.</summary>
/// <remarks>The guide joins the two encodings and ends in one <c>Dense(1)</c> (see <see cref="Guide.SharedLstm"/>). That adds a score of one
/// message to a score of the other, and no sum can say "the same" of more than three pairs in four: if (a, a) and (b, b) get a positive
/// score, so does (a, b) or (b, a). Here the last layer sees how far apart the encodings are.</remarks>
public sealed partial class SameAuthor : Model
{
    [LSTM(64)]                                  private readonly LSTM _lstm;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _same;

    public KerasTensor Call([Input(TweetPairs.Length, TweetPairs.Codes)] KerasTensor first, [Input(TweetPairs.Length, TweetPairs.Codes)] KerasTensor second)
    {
        var difference = _lstm.Call(first) - _lstm.Call(second);
        return _same.Call(difference * difference);
    }
}
