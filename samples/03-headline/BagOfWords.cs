using System.Numerics.Tensors;
using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.Headlines;

/// <summary>What can be said without the order of the words: a hidden layer over how often each word comes, and over the facts.</summary>
public sealed partial class BagOfWords : Model
{
    /// <summary>Words that are counted: at least as many as the vocabulary has.</summary>
    public const int Words = 64;

    [Dense(64, Activation = Activation.Relu)]   private readonly Dense _hidden;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _output;

    public KerasTensor Call([Input(Words)] KerasTensor counts, [Input(5)] KerasTensor facts) =>
        _output.Call(_hidden.Call(Concatenate([counts, facts])));

    /// <summary>How often each word comes in each headline, shape (n, 64).</summary>
    internal static Tensor<float> Count(Headlines headlines)
    {
        var words = headlines.Words.Values();
        var counts = new float[headlines.Count * Words];
        for (var i = 0; i < words.Length; i++)
            if (words[i] != 0) counts[i / Headlines.Length * Words + words[i]]++;
        return Tensor.Create(counts, [headlines.Count, Words]);
    }
}
