using System.ComponentModel;
using System.Numerics.Tensors;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>A layer of a model: its weights, and what is known of its calls. Layers are declared by attributes on fields and made by the
/// generated constructor of the model.</summary>
public abstract partial class Layer
{
    private Weight[] _weights = [];
    private bool _trainable = true;
    private int _stateResets;

    /// <summary>Makes the layer and draws its weights.</summary>
    /// <param name="blueprint">What the compiler declares.</param>
    /// <param name="seed">Seed of the model; each weight's stream is derived from it and the weight's path.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Layer(LayerBlueprint blueprint, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(blueprint);
        ClassName = blueprint.ClassName;
        Name = blueprint.Name;
        Configuration = blueprint.Configuration;
        Nodes = blueprint.Nodes;
        _trainable = blueprint.Trainable;
        _weights = new Weight[blueprint.Weights.Length];
        for (var i = 0; i < _weights.Length; i++)
        {
            var spec = blueprint.Weights[i];
            _weights[i] = new(spec, Name, SeedStream.Derive(seed, $"{Name}/{spec.Name}"), this);
        }
    }

    /// <summary>For <see cref="Model"/>, which the generated constructor fills in.</summary>
    private protected Layer(string name)
    {
        ClassName = GetType().Name;
        Name = name;
    }

    /// <summary>The layer's Keras name: the field's name in snake case, or what <c>[Layer(Name = ...)]</c> says.</summary>
    public string Name { get; internal set; }

    /// <summary>Keras's class name, such as <c>Dense</c>.</summary>
    public string ClassName { get; }

    /// <summary>Whether training changes the layer's weights. Takes effect with the next <c>Compile</c>; a frozen layer's weights count as
    /// non-trainable.</summary>
    public virtual bool Trainable
    {
        get => _trainable;
        set => _trainable = value;
    }

    /// <summary>All weights in Keras's order.</summary>
    public virtual IReadOnlyList<Weight> Weights => _weights;

    /// <summary>Makes the states of this layer and of those inside it zero, before the next call of each model that it belongs to. Sessions
    /// have states of their own. Layers that keep no state stay as they are.</summary>
    public void ResetState()
    {
        Interlocked.Increment(ref _stateResets);
        foreach (var inner in Inner) inner.Layer.ResetState();
    }

    /// <summary>How often the state was reset.</summary>
    internal int StateResets => Volatile.Read(ref _stateResets);

    /// <summary>The weights that are not of an inner layer.</summary>
    internal Weight[] OwnWeights => _weights;

    /// <summary>The layers inside this one, by the names that lead to them: a model's layers, what a wrapper wraps.</summary>
    internal virtual InnerLayer[] Inner => [];

    /// <summary>All weights with their paths in this layer: <c>kernel</c>, of an inner layer <c>conv1/kernel</c>. A shared weight occurs
    /// under each of its paths.</summary>
    internal IReadOnlyList<(string Path, Weight Weight)> NamedWeights()
    {
        var named = new List<(string, Weight)>();
        VisitWeights("", (path, weight) => named.Add((path, weight)));
        return named;
    }

    /// <summary>Goes through all weights as <see cref="NamedWeights"/> lists them. By loops and over types that the JIT shares, here and in
    /// what a constructor runs else: queries over tuples would be a good part of what is compiled before the first prediction.</summary>
    /// <param name="prefix">Path of this layer, ending in a slash; empty for the layer that was asked.</param>
    /// <param name="visit">Takes a path and a weight.</param>
    internal void VisitWeights(string prefix, Action<string, Weight> visit)
    {
        foreach (var weight in OwnWeights) visit(prefix + weight.Name, weight);
        foreach (var inner in Inner) inner.Layer.VisitWeights($"{prefix}{inner.Name}/", visit);
    }

    /// <summary>All layers inside this one with their paths; those of a nested model as <c>vision/conv1</c>.</summary>
    internal IEnumerable<(string Path, Layer Layer)> NamedLayers() =>
        Inner.SelectMany(inner => inner.Layer.NamedLayers().Select(entry => ($"{inner.Name}/{entry.Path}", entry.Layer)).Prepend((inner.Name, inner.Layer)));

    /// <summary>Hyperparameters in a fixed text form.</summary>
    internal virtual string Configuration { get; } = "";

    /// <summary>Number of elements of all weights.</summary>
    public long CountParams() => Weights.Sum(weight => (long)weight.Count);

    /// <summary>Copies of all weights, in the order of <see cref="Weights"/>.</summary>
    public Tensor<float>[] GetWeights() => [.. Weights.Select(weight => weight.ToTensor())];

    /// <summary>Sets all weights. Nothing is changed where one does not fit.</summary>
    /// <param name="weights">One tensor per weight, in the order of <see cref="Weights"/>.</param>
    /// <exception cref="ArgumentException">The number of tensors or a shape is another one.</exception>
    public void SetWeights(IReadOnlyList<Tensor<float>> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count != Weights.Count)
            throw new ArgumentException(
                $"You called `set_weights(weights)` on layer '{Name}' with a weight list of length {weights.Count}, " +
                $"but the layer was expecting {Weights.Count} weights.", nameof(weights));
        for (var i = 0; i < weights.Count; i++) Weights[i].CheckShape(weights[i]);
        for (var i = 0; i < weights.Count; i++) Weights[i].Assign(weights[i]);
    }

    /// <summary>The error of a <c>Call</c> that was executed instead of read by the compiler.</summary>
    protected InvalidOperationException CallIsNotExecuted() => CompileTime.Error($"{GetType().Name}.Call");

    /// <summary>Such as <c>Dense main_output</c>.</summary>
    public override string ToString() => $"{ClassName} {Name}";
}
