using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Keras.Import;

/// <summary>How a layer's handle is called, and how the tensors that the call gives are named.</summary>
/// <param name="Method">The handle's method.</param>
/// <param name="Result">What names the tensor of a number, behind the call's local; null where the call gives no such tensor.</param>
internal sealed record CallForm(string Method, Func<int, string?> Result)
{
    private const string WithState = "CallWithState";
    private const string Apart = "CallBoth";

    /// <summary>A call that gives one tensor.</summary>
    public static CallForm One { get; } = new("Call", i => i == 0 ? "" : null);

    /// <summary>A call that gives a tuple of such elements.</summary>
    public static CallForm Tuple(IReadOnlyList<string> elements) => new("Call", i => Element(elements, i));

    /// <summary>The call that the layer's configuration asks for: with its states, or those of what it wraps; with results that are not joined.</summary>
    /// <exception cref="ImportException">The layer's handle has no such call.</exception>
    public static CallForm Of(LayerConfiguration layer)
    {
        if (layer.IsOperation || layer.NestedModel is not null) return One;
        if (AsksForStates(layer))
            return Find(layer, WithState) ?? throw new ImportException($"Layer '{layer.Name}': {layer.ClassName} has no {WithState}, which return_state needs.");
        return IsApart(layer) && Find(layer, Apart) is { } both ? both : One;
    }

    private static bool AsksForStates(LayerConfiguration layer) =>
        (Argument(layer, "return_state") is { ValueKind: JsonValueKind.True }) || (layer.Wrapped is { } wrapped && AsksForStates(wrapped));

    private static bool IsApart(LayerConfiguration layer) => Argument(layer, "merge_mode") is { ValueKind: JsonValueKind.Null };

    private static JsonElement? Argument(LayerConfiguration layer, string name) =>
        layer.Arguments.ValueKind == JsonValueKind.Object && layer.Arguments.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The handle's method, which gives a tuple, or a list where the number of results depends on what is wrapped.</summary>
    private static CallForm? Find(LayerConfiguration layer, string name)
    {
        var handle = typeof(Model).Assembly.GetType($"Keras.Layers.{layer.ClassName}{(layer.Wrapped is null ? "" : "`1")}");
        if (handle?.GetMethods().FirstOrDefault(method => method.Name == name) is not { } method) return null;
        if (!typeof(ITuple).IsAssignableFrom(method.ReturnType)) return new(name, i => $"[{i}]");
        string[] names = [.. method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()!.TransformNames.Select(element => element!)];
        return new(name, i => Element(names, i));
    }

    private static string? Element(IReadOnlyList<string> elements, int number) => number < elements.Count ? "." + elements[number] : null;
}
