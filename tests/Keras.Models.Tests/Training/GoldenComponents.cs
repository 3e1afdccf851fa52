using System.Reflection;
using System.Text.Json;

namespace Keras.Models.Tests.Training;

/// <summary>Optimizers, losses and metrics by Keras's identifiers, found by name so that a new one needs nothing here.</summary>
public static class GoldenComponents
{
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["acc"] = "accuracy",
        ["mse"] = "meansquarederror",
        ["mae"] = "meanabsoluteerror",
        ["mape"] = "meanabsolutepercentageerror",
    };

    /// <summary>From <c>"adam"</c> or <c>{class, config}</c>.</summary>
    public static Optimizer Optimizer(JsonElement json)
    {
        var isObject = json.ValueKind == JsonValueKind.Object;
        var className = isObject ? json.GetProperty("class").GetString()! : json.GetString()!;
        var type = typeof(Optimizer).Assembly.GetExportedTypes()
            .Single(t => t.IsSubclassOf(typeof(Optimizer)) && Normalize(t.Name) == Normalize(className));
        var given = isObject
            ? json.GetProperty("config").EnumerateObject().Where(p => p.Value.ValueKind is not JsonValueKind.Null).ToDictionary(p => Normalize(p.Name), p => p.Value)
            : [];
        var constructor = type.GetConstructors().Single(c => c.GetParameters()[0].ParameterType == typeof(float));
        var arguments = constructor.GetParameters().Select(p => given.Remove(p.Name!.ToLowerInvariant(), out var value) ? Convert(value, p.ParameterType) : p.DefaultValue);
        var optimizer = (Optimizer)constructor.Invoke([.. arguments]);
        foreach (var (name, value) in given)
        {
            var property = type.GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)
                ?? throw new InvalidOperationException($"{type.Name} has no property for '{name}'.");
            property.SetValue(optimizer, Convert(value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
        }
        return optimizer;
    }

    public static Loss Loss(string identifier) => Named<Loss>(identifier);

    /// <summary>A metric that bears the name by which it was asked for, as in Keras.</summary>
    public static Metric Metric(string identifier)
    {
        var metric = Named<Metric>(identifier);
        typeof(Metric).GetProperty(nameof(Keras.Metric.Name))!.SetValue(metric, identifier);
        return metric;
    }

    private static T Named<T>(string identifier)
    {
        var name = Normalize(identifier);
        if (Aliases.TryGetValue(name, out var alias)) name = alias;
        var property = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Static).SingleOrDefault(p => Normalize(p.Name) == name)
            ?? throw new InvalidOperationException($"{typeof(T).Name} has no member for '{identifier}'.");
        return (T)property.GetValue(null)!;
    }

    private static object Convert(JsonElement value, Type type) =>
        type == typeof(bool) ? value.GetBoolean()
        : type == typeof(string) ? value.GetString()!
        : type == typeof(int) ? value.GetInt32()
        : (float)value.GetDouble();

    private static string Normalize(string name) => name.Replace("_", "").ToLowerInvariant();
}
