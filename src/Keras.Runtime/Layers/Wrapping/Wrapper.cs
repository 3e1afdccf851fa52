using Keras.Hosting;

namespace Keras.Layers;

/// <summary>A layer around other layers or models, whose weights count among its own.</summary>
public abstract class Wrapper : Layer
{
    private readonly InnerLayer[] _wrapped;

    /// <param name="blueprint">What the compiler declares.</param>
    /// <param name="seed">Seed of the model, for weights of the wrapper's own.</param>
    /// <param name="wrapped">What it wraps, in the blueprint's order.</param>
    private protected Wrapper(LayerBlueprint blueprint, ulong seed, params ReadOnlySpan<Layer> wrapped) : base(blueprint, seed)
    {
        _wrapped = new InnerLayer[wrapped.Length];
        for (var i = 0; i < wrapped.Length; i++)
        {
            var path = blueprint.Wrapped![i].Name;
            _wrapped[i] = new(path[(path.LastIndexOf('/') + 1)..], wrapped[i]);
        }
        Weights = [.. OwnWeights.Concat(_wrapped.SelectMany(inner => inner.Layer.Weights)).Distinct()];
        if (blueprint.Trainable) return;
        foreach (var layer in wrapped) layer.Trainable = false;
    }

    /// <summary>The wrapper's own weights, then those of what it wraps.</summary>
    public override IReadOnlyList<Weight> Weights { get; }

    /// <summary>Whether training changes the weights. Setting it sets it on what is wrapped, as in Keras.</summary>
    public override bool Trainable
    {
        get => base.Trainable;
        set
        {
            base.Trainable = value;
            foreach (var inner in _wrapped) inner.Layer.Trainable = value;
        }
    }

    internal sealed override InnerLayer[] Inner => _wrapped;
}
