using System.Collections;
using System.Globalization;

namespace Keras.Compiler.Layers;

/// <summary>A configuration as text: two layers are interchangeable where their texts are equal. Property names are sorted, numbers
/// round-trip.</summary>
public static class ConfigurationText
{
    /// <summary>Such as <c>Activation=Relu;Units=64;UseBias=true</c>.</summary>
    public static string Of(LayerConfiguration configuration) =>
        string.Join(";", Pairs(configuration.Attribute, "")
            .Concat(configuration.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal)
                .SelectMany(setting => Pairs(setting.Value, setting.Key + "."))));

    private static IEnumerable<string> Pairs(Attribute attribute, string prefix) => attribute.GetType().GetProperties()
        .Where(property => property.DeclaringType != typeof(Attribute))
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => $"{prefix}{property.Name}={Text(property.GetValue(attribute))}");

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        Axis.None => "None",
        double or float => ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture),
        string text => "\"" + text + "\"",
        IEnumerable list => $"[{string.Join(",", list.Cast<object>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
