namespace Keras;

/// <summary>What windows at the borders of an image or a sequence read. Keras's <c>padding</c>.</summary>
public enum Padding
{
    /// <summary>Only windows that lie whole within the input, the default: ⌊(length − extent)/stride⌋ + 1 of them.</summary>
    Valid,
    /// <summary>⌈length/stride⌉ windows: borders are padded evenly, with the odd step at the end.</summary>
    Same,
    /// <summary>⌈length/stride⌉ windows that read nothing behind their own step: all padding is at the start. Of one axis only.</summary>
    Causal,
}
