using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Headlines;

/// <summary>The guide's model of two inputs and two outputs: words of a headline and facts about it tell whether many will read it. The
/// auxiliary output says so from the words alone, and lets the embedding and the LSTM learn well.</summary>
public sealed partial class Headline : Model
{
    [Embedding(10_000, 512)]                     private readonly Embedding _embedding;
    [LSTM(32)]                                   private readonly LSTM _lstm;
    [Dense(64, Activation = Activation.Relu)]    private readonly Dense _dense1, _dense2, _dense3;
    [Dense(1, Activation = Activation.Sigmoid)]  private readonly Dense _mainOutput;
    [Dense(1, Activation = Activation.Sigmoid)]  private readonly Dense _auxOutput;

    public (KerasTensor MainOutput, KerasTensor AuxOutput) Call(
        [Input(100, DType = DType.Int32)] KerasTensor mainInput,
        [Input(5)]                        KerasTensor auxInput)
    {
        var encoded = _lstm.Call(_embedding.Call(mainInput));
        var x = Concatenate([encoded, auxInput]);
        x = _dense3.Call(_dense2.Call(_dense1.Call(x)));
        return (_mainOutput.Call(x), _auxOutput.Call(encoded));
    }
}
