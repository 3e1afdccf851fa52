namespace Keras.Compiler.Graph.Evaluation;

/// <summary>The locals of one run of a function.</summary>
internal sealed class Frame
{
    public Dictionary<string, AbstractValue> Locals { get; } = new(StringComparer.Ordinal);

    /// <summary>The value returned, once it is.</summary>
    public AbstractValue? Result { get; set; }

    /// <summary>The node of the expression returned.</summary>
    public int ResultNode { get; set; }
}
