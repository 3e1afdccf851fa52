using System.Reflection;
using System.Text.Json;

namespace Keras.Import;

/// <summary>Writes an attribute from arguments under Keras's names. Parameters and properties are read from the attribute type by
/// reflection, so that a new layer or hyperparameter needs nothing here.</summary>
internal sealed class AttributeText
{
    private static readonly JsonElement None = JsonDocument.Parse("\"none\"").RootElement;

    private readonly List<string> _positional = [];
    private readonly List<string> _named = [];
    private readonly string _name;

    private AttributeText(Type attribute) => _name = attribute.Name[..^"Attribute".Length];

    /// <summary>Attributes that carry the arguments of a value with arguments, such as an initializer.</summary>
    public List<AttributeText> Settings { get; } = [];

    /// <summary>Whether the attribute says nothing.</summary>
    public bool IsEmpty => _positional.Count == 0 && _named.Count == 0;

    /// <summary>Whether a property is set: anything beyond the constructor's required parameters.</summary>
    public bool HasNamedArguments => _named.Count > 0;

    public override string ToString()
    {
        string[] arguments = [.. _positional, .. _named];
        return arguments.Length == 0 ? _name : $"{_name}({string.Join(", ", arguments)})";
    }

    /// <summary>Binds arguments to an attribute type.</summary>
    /// <param name="attribute">The attribute's type.</param>
    /// <param name="arguments">Arguments by Keras's names, Nones included.</param>
    /// <param name="where">The layer, for messages.</param>
    public static AttributeText Bind(Type attribute, IReadOnlyDictionary<string, JsonElement> arguments, string where)
    {
        var given = arguments.Where(a => a.Value.ValueKind != JsonValueKind.Null).ToDictionary(a => Identifiers.Pascal(a.Key), a => a);
        foreach (var none in arguments.Where(a => a.Value.ValueKind == JsonValueKind.Null && HasMemberNone(attribute, a.Key)))
            given.Add(Identifiers.Pascal(none.Key), KeyValuePair.Create(none.Key, None));
        var text = new AttributeText(attribute);
        var instance = text.BindConstructor(attribute, given, where);
        foreach (var (memberName, (key, json)) in given)
        {
            var property = attribute.GetProperty(memberName, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is { CanWrite: true }) text.BindProperty(property, instance, key, json, where);
            else if (!NeutralArguments.Contains(key, json))
                throw new ImportException($"{where}: the argument '{key}' with value {json.GetRawText()} has no counterpart in [{text._name}].");
        }
        return text;
    }

    /// <summary>Whether Keras's None is a member of the argument's enumeration; elsewhere it means that nothing is given.</summary>
    private static bool HasMemberNone(Type attribute, string key) =>
        attribute.GetProperty(Identifiers.Pascal(key), BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { PropertyType: { IsEnum: true } type }
        && Enum.IsDefined(type, nameof(None));

    /// <summary>Takes the constructor's arguments out of <paramref name="given"/>.</summary>
    /// <returns>An attribute with those arguments, which holds the defaults of the rest.</returns>
    private object BindConstructor(Type attribute, Dictionary<string, KeyValuePair<string, JsonElement>> given, string where)
    {
        foreach (var constructor in attribute.GetConstructors())
        {
            var parameters = constructor.GetParameters();
            var values = new object?[parameters.Length];
            if (!TryConvertAll(parameters, values, given)) continue;
            for (var i = 0; i < parameters.Length; i++)
            {
                if (given.Remove(MemberName(parameters[i]))) WriteConstructorArgument(parameters[i], values[i]!);
            }
            return constructor.Invoke(values);
        }
        var found = string.Join(", ", given.Values.Select(a => $"{a.Key} = {a.Value.GetRawText()}"));
        throw new ImportException($"{where}: no constructor of [{_name}] takes these arguments: {(found.Length == 0 ? "none" : found)}.");
    }

    private void WriteConstructorArgument(ParameterInfo parameter, object value)
    {
        if (parameter.IsDefined(typeof(ParamArrayAttribute))) _positional.AddRange(((Array)value).Cast<object>().Select(Literal.Of));
        else if (parameter.IsOptional && KerasValue.AreEqual(value, DefaultOf(parameter))) return;
        else _positional.Add(_positional.Count == parameter.Position ? Literal.Of(value) : $"{parameter.Name}: {Literal.Of(value)}");
    }

    private static bool TryConvertAll(
        ParameterInfo[] parameters, object?[] values, Dictionary<string, KeyValuePair<string, JsonElement>> given)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (given.TryGetValue(MemberName(parameters[i]), out var argument))
            {
                if (!KerasValue.TryConvert(argument.Value, parameters[i].ParameterType, out var value)) return false;
                values[i] = value;
            }
            else if (parameters[i].IsOptional) values[i] = DefaultOf(parameters[i]);
            else return false;
        }
        return true;
    }

    private static string MemberName(ParameterInfo parameter) => char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..];

    private static object? DefaultOf(ParameterInfo parameter) => parameter.ParameterType.IsEnum
        ? Enum.ToObject(parameter.ParameterType, parameter.DefaultValue!)
        : parameter.DefaultValue;

    private void BindProperty(PropertyInfo property, object instance, string key, JsonElement json, string where)
    {
        if (!KerasValue.TryConvert(json, property.PropertyType, out var value))
            throw new ImportException($"{where}: expected '{key}' to be a {property.PropertyType.Name}, found {json.GetRawText()}.");
        if (json.ValueKind == JsonValueKind.Object && BindSetting(property, json, where)) return;
        if (!KerasValue.AreEqual(value, property.GetValue(instance))) _named.Add($"{property.Name} = {Literal.Of(value)}");
    }

    /// <summary>Writes an object with arguments of its own as a second attribute, unless all its arguments are the defaults.</summary>
    private bool BindSetting(PropertyInfo property, JsonElement json, string where)
    {
        var named = LayerType.AttributeNamed(property.Name);
        var setting = named ?? LayerType.AnySettingOf(property.PropertyType);
        if (setting is null || !json.TryGetProperty("config", out var config) || config.ValueKind != JsonValueKind.Object) return false;
        var arguments = config.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        arguments["kind"] = json.GetProperty("class_name");
        var text = Bind(setting, arguments, where);
        if (!text.HasNamedArguments) return false;
        if (named is null)
            throw new ImportException($"{where}: [{property.Name}] with arguments of its own is not possible, found {json.GetRawText()}.");
        Settings.Add(text);
        return true;
    }
}
