namespace Keras.Layers;

/// <summary>Declares a <c>Dot</c> layer: for each sample, sums of products along an axis of each input
/// (https://keras.io/api/layers/merging_layers/dot/).</summary>
public sealed class DotAttribute : LayerDeclarationAttribute
{
    /// <summary>The same axis of both inputs is contracted.</summary>
    /// <param name="axes">The axis, the batch axis being 0; negative ones count from the end.</param>
    /// <param name="normalize">Whether both inputs are brought to length 1 along their axis first, so that two vectors give their cosine.</param>
    public DotAttribute(int axes, bool normalize = false) => (Axes, Normalize) = ([axes], normalize);

    /// <summary>An axis of each input is contracted.</summary>
    /// <param name="axes">One axis of the first input and one of the second, the batch axis being 0; negative ones count from the end.</param>
    /// <param name="normalize">Whether both inputs are brought to length 1 along their axis first, so that two vectors give their cosine.</param>
    public DotAttribute(int[] axes, bool normalize = false) => (Axes, Normalize) = (axes, normalize);

    /// <summary>The contracted axes: one of the first input and one of the second, or one of both; the batch axis is 0.</summary>
    public int[] Axes { get; }
    /// <summary>Whether both inputs are brought to length 1 along their axis first.</summary>
    public bool Normalize { get; set; }
}
