namespace Keras;

/// <summary>How a bidirectional layer joins the outputs of its two directions. Keras's <c>merge_mode</c>.</summary>
public enum MergeMode
{
    /// <summary>One after the other along the last axis, the default.</summary>
    Concat,
    /// <summary>Their sum.</summary>
    Sum,
    /// <summary>Their product.</summary>
    Mul,
    /// <summary>Their average.</summary>
    Ave,
    /// <summary>Not at all: two outputs.</summary>
    None,
}
