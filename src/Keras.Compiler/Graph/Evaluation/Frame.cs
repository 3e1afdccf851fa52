namespace Keras.Compiler.Graph.Evaluation;

/// <summary>The locals of one run of a function.</summary>
/// <param name="caller">Whose locals a local function may read and write.</param>
internal sealed class Frame(Frame? caller)
{
    public Dictionary<string, AbstractValue> Locals { get; } = new(StringComparer.Ordinal);

    /// <summary>The value returned, once it is.</summary>
    public AbstractValue? Result { get; set; }

    /// <summary>The node of the expression returned.</summary>
    public int ResultNode { get; set; }

    public AbstractValue? Read(string name) => Locals.TryGetValue(name, out var value) ? value : caller?.Read(name);

    public void Write(string name, AbstractValue value) => (Owner(name) ?? this).Locals[name] = value;

    private Frame? Owner(string name) => Locals.ContainsKey(name) ? this : caller?.Owner(name);
}
