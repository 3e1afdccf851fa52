using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Keras.Import;

/// <summary>The names of what a layer gives that returns its states: those of the tuple that its handle's <c>CallWithState</c> returns.</summary>
internal static class StateElements
{
    /// <summary>Null where the layer's configuration does not ask for states.</summary>
    public static IReadOnlyList<string>? Of(LayerConfiguration layer)
    {
        if (layer.Arguments.ValueKind != JsonValueKind.Object || !layer.Arguments.TryGetProperty("return_state", out var asked) || asked.ValueKind != JsonValueKind.True) return null;
        var handle = typeof(Model).Assembly.GetType($"Keras.Layers.{layer.ClassName}");
        var method = handle?.GetMethods().FirstOrDefault(m => m.Name == "CallWithState")
            ?? throw new ImportException($"Layer '{layer.Name}': {layer.ClassName} has no CallWithState, which return_state needs.");
        var names = method.ReturnParameter.GetCustomAttributes(typeof(TupleElementNamesAttribute), inherit: false).OfType<TupleElementNamesAttribute>().Single();
        return [.. names.TransformNames.Select(name => name!)];
    }
}
