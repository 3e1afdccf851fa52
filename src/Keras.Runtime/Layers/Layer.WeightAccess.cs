namespace Keras.Layers;

public abstract partial class Layer
{
    /// <summary>The weight of this Keras name, or null where the layer's configuration leaves it out.</summary>
    private protected Weight? FindWeight(string name) => Weights.FirstOrDefault(weight => weight.Name == name);

    /// <summary>The weight of this Keras name.</summary>
    private protected Weight GetWeight(string name) => FindWeight(name) ?? throw new InvalidOperationException(
        $"Layer {Name} ({ClassName}) has no weight {name}; it has {string.Join(", ", Weights.Select(weight => weight.Name))}.");
}
