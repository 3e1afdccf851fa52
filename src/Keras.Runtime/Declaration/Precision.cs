namespace Keras;

/// <summary>How close the results of a layer must come to exact arithmetic.</summary>
public enum Precision
{
    /// <summary>Fast algorithms are allowed as long as no element of a layer's output is off by more than 5e-5 · max(1, rms(output)):
    /// convolutions in transformed tiles (Winograd), chosen by the shapes.</summary>
    Default,
    /// <summary>Every product is computed as the layer's definition has it; what is off is the rounding of sums of float32 alone.</summary>
    Exact,
}
