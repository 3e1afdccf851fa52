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

    public static LayerField OfLayer(LayerConfiguration layer, string fieldName)
    {
        var where = $"Layer '{layer.Name}' of class {layer.ClassName}";
        if (layer.Arguments.TryGetProperty("dtype", out var dtype)) CheckDType(dtype, where);
        var type = LayerType.Find(layer.ClassName, layer.Name);
        var arguments = layer.Arguments.EnumerateObject().Where(a => !CommonKeys.Contains(a.Name)).ToDictionary(a => a.Name, a => a.Value);
        var attribute = AttributeText.Bind(type.Attribute, arguments, where);
        return new(fieldName, type.HandleName,
            [attribute.ToString(), .. attribute.Settings.Select(s => s.ToString()), .. CommonAttribute(layer, fieldName)]);
    }

    public static LayerField OfModel(LayerConfiguration layer, string fieldName, string className) =>
        new(fieldName, className, [.. CommonAttribute(layer, fieldName)]);

    /// <summary><c>[Layer(Name = ..., Trainable = ...)]</c> as far as it says anything.</summary>
    private static IEnumerable<string> CommonAttribute(LayerConfiguration layer, string fieldName)
    {
        var arguments = new List<string>();
        if (KerasName.FromIdentifier(fieldName) != layer.Name) arguments.Add($"Name = {Literal.Of(layer.Name)}");
        if (!layer.IsTrainable) arguments.Add("Trainable = false");
        return arguments.Count == 0 ? [] : [$"Layer({string.Join(", ", arguments)})"];
    }

    private static void CheckDType(JsonElement dtype, string where)
    {
        var name = dtype.ValueKind == JsonValueKind.Object && dtype.TryGetProperty("config", out var config)
            ? config.Member("name", where).GetString() : dtype.ValueKind == JsonValueKind.String ? dtype.GetString() : "float32";
        if (name != "float32") throw new ImportException($"{where}: expected dtype float32, found '{name}'. Layers compute in float32 only.");
    }
}
