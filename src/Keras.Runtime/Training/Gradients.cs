using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace Keras;

/// <summary>The loss of a batch and its gradient for each weight that is trained, by the weight's path in the model
/// (<c>layer/weight</c>).</summary>
public sealed class Gradients : IReadOnlyDictionary<string, Tensor<float>>
{
    private readonly Dictionary<string, Tensor<float>> _values;

    internal Gradients(float loss, Dictionary<string, Tensor<float>> values) => (Loss, _values) = (loss, values);

    /// <summary>The total loss, penalties included.</summary>
    public float Loss { get; }

    /// <summary>The gradient for the weight with this path.</summary>
    /// <exception cref="KeyNotFoundException">There is no such weight, or it is frozen; the message lists those that are trained.</exception>
    public Tensor<float> this[string key] => _values.TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no gradient for '{key}'; trained are {string.Join(", ", _values.Keys)}.");

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<Tensor<float>> Values => _values.Values;

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Tensor<float> value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Tensor<float>>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
