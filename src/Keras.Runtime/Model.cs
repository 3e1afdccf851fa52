using System.ComponentModel;
using Keras.Hosting;
using Keras.Layers;
using Keras.Serving;

namespace Keras;

/// <summary>A model: derive a <c>partial class</c> directly from it, declare layers as fields with attributes and wire them in
/// <c>Call</c>. Everything else is generated.</summary>
public abstract partial class Model : Layer, IDisposable
{
    private readonly Lock _making = new();
    private ModelBlueprint? _blueprint;
    private Layer[] _layers = [];
    private InnerLayer[] _inner = [];
    private Weight[] _weights = [];
    private Weight[] _programWeights = [];
    private Func<IReadOnlyList<Weight>, ModelProgram>? _program;
    private volatile Execution? _execution;
    private UpdateGate _gate = new();
    private ulong _seed;
    private bool _refusesNaN = true;
    private bool _disposed;

    /// <summary>For the generated part of a model class.</summary>
    protected Model() : base("model")
    {
    }

    /// <summary>The layers and nested models, in Keras's order. A layer that several models share is the same object in each.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>All weights, layer by layer; a shared one is listed once.</summary>
    public override IReadOnlyList<Weight> Weights => _weights;

    /// <summary>Whether training changes the weights. Setting it sets it on all layers, as in Keras.</summary>
    public override bool Trainable
    {
        get => base.Trainable;
        set
        {
            base.Trainable = value;
            foreach (var layer in _layers) layer.Trainable = value;
        }
    }

    /// <summary>Whether NaN in the data is refused with an error that names the input; true by default.</summary>
    public bool RefuseNaN
    {
        get => _refusesNaN;
        set
        {
            lock (_making)
            {
                _refusesNaN = value;
                if (_execution is { } execution) execution.Predictor.RefuseNaN = value;
            }
        }
    }

    /// <summary>The layer or nested model with this name.</summary>
    /// <exception cref="ArgumentException">There is none of this name and type.</exception>
    public T GetLayer<T>(string name) where T : Layer
    {
        var index = Array.IndexOf(Blueprint.Layers, name);
        if (index < 0) throw new ArgumentException(NodeMessages.NoSuchLayer(name, string.Join(", ", Blueprint.Layers.Select(n => $"'{n}'"))), nameof(name));
        return _layers[index] as T ?? throw new ArgumentException(NodeMessages.OtherType(name, _layers[index].GetType().Name, typeof(T).Name), nameof(name));
    }

    /// <summary>Frees the memory of predictions and training. Weights stay as long as another model or handle refers to them.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory of predictions and training.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed) return;
        lock (_making) _disposed = true;
        DisposeTraining();
        _execution?.Dispose();
    }

    /// <summary>Called once by the generated constructor.</summary>
    /// <param name="blueprint">What the compiler declares.</param>
    /// <param name="seed">Seed of everything random in this model.</param>
    /// <param name="layers">Layers and nested models, in the blueprint's order.</param>
    /// <param name="program">Makes the model's code over the weights in the blueprint's order.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Build(ModelBlueprint blueprint, ulong seed, Layer[] layers, Func<IReadOnlyList<Weight>, ModelProgram> program)
    {
        ArgumentNullException.ThrowIfNull(blueprint);
        ArgumentNullException.ThrowIfNull(program);
        (_blueprint, _seed, _layers, _program, Name, Nodes) = (blueprint, seed, layers, program, blueprint.Name, [blueprint.Node]);
        _inner = new InnerLayer[layers.Length];
        for (var i = 0; i < layers.Length; i++) _inner[i] = new(blueprint.Layers[i], layers[i]);
        var paths = new Dictionary<string, Weight>(StringComparer.Ordinal);
        VisitWeights("", paths.Add);
        _weights = DistinctWeights(layers);
        foreach (var weight in _weights) _gate = weight.JoinGate(_gate);
        _programWeights = new Weight[blueprint.Weights.Length];
        for (var i = 0; i < _programWeights.Length; i++) _programWeights[i] = paths[blueprint.Weights[i]];
    }

    /// <summary>For probes.</summary>
    internal (ModelProgram Program, Weight[] Weights) ProbeParts => (Program, _programWeights);

    internal sealed override InnerLayer[] Inner => _inner;

    private static Weight[] DistinctWeights(Layer[] layers)
    {
        var (weights, known) = (new List<Weight>(), new HashSet<Weight>());
        foreach (var layer in layers)
        {
            var own = layer.Weights;
            for (var i = 0; i < own.Count; i++)
                if (known.Add(own[i])) weights.Add(own[i]);
        }
        return weights.ToArray();
    }

    private ModelBlueprint Blueprint => _blueprint ?? throw NotBuilt();

    private Execution Execution => _execution ?? MakeExecution();

    private ModelProgram Program => Execution.Program;

    private Execution MakeExecution()
    {
        lock (_making)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var program = _program ?? throw NotBuilt();
            return _execution ??= new(program(_programWeights), _programWeights, _gate, this) { Predictor = { RefuseNaN = _refusesNaN } };
        }
    }

    private InvalidOperationException NotBuilt() => new(
        $"The model {GetType().Name} was made without its generated constructor. A constructor of your own must chain to it: `: this(seed: ...)`.");
}
