using System.Text.Json;

namespace Keras.Import;

/// <summary>The field that stands for a layer, with its attributes.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="Type">The handle's type, or the class of a nested model.</param>
/// <param name="Attributes">Texts between brackets.</param>
internal sealed record LayerField(string Name, string Type, IReadOnlyList<string> Attributes)
{
    /// <summary>Members of a configuration that are no hyperparameters.</summary>
    private static readonly HashSet<string> CommonKeys = ["name", "trainable", "dtype", "batch_input_shape", "batch_shape"];

    /// <summary>The field of a layer, wrapper or nested model.</summary>
    /// <param name="layer">What Keras says of it.</param>
    /// <param name="fieldName">The C# name.</param>
    /// <param name="classOf">The class of a nested model.</param>
    public static LayerField Of(LayerConfiguration layer, string fieldName, Func<ModelConfiguration, string> classOf)
    {
        var (type, attributes) = Declare(layer, classOf);
        return new(fieldName, type, [.. attributes, .. CommonAttribute(layer, fieldName)]);
    }

    private static (string Type, IReadOnlyList<string> Attributes) Declare(LayerConfiguration layer, Func<ModelConfiguration, string> classOf)
    {
        if (layer.NestedModel is { } model) return (classOf(model), []);
        var where = $"Layer '{layer.Name}' of class {layer.ClassName}";
        if (layer.Arguments.TryGetProperty("dtype", out var dtype)) CheckDType(dtype, where);
        var type = LayerType.Find(layer.ClassName, layer.Name);
        var arguments = layer.Arguments.EnumerateObject().Where(a => !CommonKeys.Contains(a.Name)).ToDictionary(a => a.Name, a => a.Value);
        if (layer.Wrapped is not { } wrapped)
        {
            var attribute = AttributeText.Bind(type.Attribute, arguments, where);
            return (type.HandleName, [attribute.ToString(), .. attribute.Settings.Select(s => s.ToString())]);
        }
        var inner = Declare(wrapped, classOf);
        WrappedCopies.Remove(arguments, where);
        var own = AttributeText.Bind(type.Attribute, arguments, where);
        return ($"{type.HandleName}<{inner.Type}>", own.IsEmpty ? inner.Attributes : [.. inner.Attributes, own.ToString()]);
    }

    /// <summary><c>[Layer(Name = ..., Trainable = ...)]</c> as far as it says anything. What a wrapper wraps is frozen with it.</summary>
    private static IEnumerable<string> CommonAttribute(LayerConfiguration layer, string fieldName)
    {
        var arguments = new List<string>();
        if (KerasName.FromIdentifier(fieldName) != layer.Name) arguments.Add($"Name = {Literal.Of(layer.Name)}");
        if (!IsTrainable(layer)) arguments.Add("Trainable = false");
        return arguments.Count == 0 ? [] : [$"Layer({string.Join(", ", arguments)})"];
    }

    private static bool IsTrainable(LayerConfiguration layer) => layer.IsTrainable && (layer.Wrapped is null || IsTrainable(layer.Wrapped));

    private static void CheckDType(JsonElement dtype, string where)
    {
        var name = dtype.ValueKind == JsonValueKind.Object && dtype.TryGetProperty("config", out var config)
            ? config.Member("name", where).GetString() : dtype.ValueKind == JsonValueKind.String ? dtype.GetString() : "float32";
        if (name != "float32") throw new ImportException($"{where}: expected dtype float32, found '{name}'. Layers compute in float32 only.");
    }
}
