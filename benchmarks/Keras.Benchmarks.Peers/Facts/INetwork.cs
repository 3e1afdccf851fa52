namespace Keras.Benchmarks.Peers.Facts;

/// <summary>What a model is written in for the peers. Channels are first.</summary>
internal interface INetwork<TValue>
{
    TValue Dense(TValue x, DenseFacts layer, bool relu = false);

    /// <param name="same">Whether the image is padded so that it keeps its size.</param>
    TValue Convolution(TValue x, ConvolutionFacts layer, bool same = false, bool relu = false);

    /// <summary>Windows of an odd size with stride 1 are padded so that the image keeps its size, others are not.</summary>
    TValue MaxPooling(TValue x, int size, int stride);

    /// <summary>The last output of a sequence.</summary>
    TValue Lstm(TValue x, LstmFacts layer);

    TValue Embedding(TValue words, EmbeddingFacts layer);

    /// <summary>Along the channels.</summary>
    TValue Concatenate(params TValue[] values);

    TValue Flatten(TValue x);

    TValue Add(TValue x, TValue y);

    /// <summary>The frames of each sample as samples of their own.</summary>
    TValue SplitFrames(TValue x, params int[] frameShape);

    /// <summary>Back: vectors of frames as sequences.</summary>
    TValue JoinFrames(TValue x, int frames, int features);
}
