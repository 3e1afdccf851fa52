using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Characters;

/// <summary>For each character of a text, how likely each character is to follow.</summary>
public sealed partial class CharacterModel : Model
{
    /// <summary>Numbers in the LSTM's state.</summary>
    public const int Units = 192;

    [Embedding(Alphabet.Size, 32)]                          private readonly Embedding _embedding;
    [LSTM(Units, ReturnSequences = true)]                     private readonly LSTM _lstm;
    [Dense(Alphabet.Size, Activation = Activation.Softmax)] private readonly Dense _next;

    public KerasTensor Call([Input(None, DType = DType.Int32)] KerasTensor characters) => _next.Call(_lstm.Call(_embedding.Call(characters)));
}
