using Keras;
using Keras.Layers;

namespace Samples.Characters;

/// <summary>Another graph over the layers of <see cref="CharacterModel"/>: one character and the LSTM's state come in, the next character's
/// probabilities and the new state go out. So each character costs one step, however long the text has become.</summary>
public sealed partial class CharacterWriter : Model
{
    [Embedding(Alphabet.Size, 32)]                          private readonly Embedding _embedding;
    [LSTM(CharacterModel.Units, ReturnSequences = true)]                     private readonly LSTM _lstm;
    [Dense(Alphabet.Size, Activation = Activation.Softmax)] private readonly Dense _next;

    public (KerasTensor Next, KerasTensor NewHidden, KerasTensor NewCell) Call(
        [Input(1, DType = DType.Int32)]        KerasTensor character,
        [Input(CharacterModel.Units)]          KerasTensor hidden,
        [Input(CharacterModel.Units)]          KerasTensor cell)
    {
        var (output, newHidden, newCell) = _lstm.CallWithState(_embedding.Call(character), initialState: [hidden, cell]);
        return (_next.Call(output), newHidden, newCell);
    }
}
