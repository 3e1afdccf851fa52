using System.Text.Json;

namespace Keras.Import;

/// <summary>A layer, nested model or operation of a model.</summary>
/// <param name="ClassName">Keras's class, such as <c>Dense</c>.</param>
/// <param name="Name">The layer's name in its model.</param>
/// <param name="Arguments">Hyperparameters as Keras's <c>get_config()</c> gives them.</param>
/// <param name="Nodes">The calls of the layer, in order.</param>
/// <param name="IsTrainable">Whether training changes the layer's weights.</param>
/// <param name="IsOperation">True for a stateless operation (<c>keras.ops</c>).</param>
/// <param name="NestedModel">The model, where the layer is one; else null.</param>
public sealed record LayerConfiguration(
    string ClassName,
    string Name,
    JsonElement Arguments,
    IReadOnlyList<NodeConfiguration> Nodes,
    bool IsTrainable = true,
    bool IsOperation = false,
    ModelConfiguration? NestedModel = null)
{
    /// <summary>For a wrapper: the layer or model that it wraps, which Keras holds under <c>layer</c>; else null.</summary>
    public LayerConfiguration? Wrapped { get; } =
        Arguments.ValueKind == JsonValueKind.Object && Arguments.TryGetProperty("layer", out var wrapped)
        && wrapped.ValueKind == JsonValueKind.Object && wrapped.TryGetProperty("class_name", out _)
            ? ModelConfigurationReader.ReadLayer(wrapped, $"what layer '{Name}' wraps") : null;
}

/// <summary>One call of a layer.</summary>
/// <param name="Arguments">Positional arguments.</param>
/// <param name="NamedArguments">Arguments by Keras's parameter name.</param>
public sealed record NodeConfiguration(
    IReadOnlyList<CallArgument> Arguments,
    IReadOnlyList<KeyValuePair<string, CallArgument>> NamedArguments);

/// <summary>An argument of a call.</summary>
public abstract record CallArgument
{
    private protected CallArgument()
    {
    }

    /// <summary>The tensors in it, in order.</summary>
    public abstract IEnumerable<TensorReference> Tensors { get; }
}

/// <summary>A tensor handed to a call.</summary>
/// <param name="Tensor">Where it comes from.</param>
public sealed record TensorArgument(TensorReference Tensor) : CallArgument
{
    /// <inheritdoc/>
    public override IEnumerable<TensorReference> Tensors => [Tensor];
}

/// <summary>A list handed to a call.</summary>
/// <param name="Items">Its items.</param>
public sealed record ListArgument(IReadOnlyList<CallArgument> Items) : CallArgument
{
    /// <inheritdoc/>
    public override IEnumerable<TensorReference> Tensors => Items.SelectMany(i => i.Tensors);
}

/// <summary>A number, text, truth value or null handed to a call.</summary>
/// <param name="Value">The value as it stands in the file.</param>
public sealed record ConstantArgument(JsonElement Value) : CallArgument
{
    /// <inheritdoc/>
    public override IEnumerable<TensorReference> Tensors => [];
}
