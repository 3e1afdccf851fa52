using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Keras.Import;

/// <summary>Values as C# source text.</summary>
internal static class Literal
{
    public static string Of(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => Text(text),
        float number => Number(number) + "f",
        double number => Number(number),
        Enum member => $"{member.GetType().Name}.{member}",
        Array items => $"[{string.Join(", ", items.Cast<object>().Select(Of))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"No literal for a value of type {value.GetType()}.", nameof(value)),
    };

    /// <summary>A constant of a call, whose type the file does not say: whole numbers are written as int, others as float.</summary>
    public static string Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => Text(json.GetString()!),
        JsonValueKind.Number when json.TryGetInt32(out var number) => Of(number),
        JsonValueKind.Number => Of((float)json.GetDouble()),
        _ => "null",
    };

    private static string Number(double number) => double.IsFinite(number)
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : throw new ImportException($"The value {number.ToString(CultureInfo.InvariantCulture)} cannot be written as a literal.");

    private static string Number(float number) => float.IsFinite(number)
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : throw new ImportException($"The value {number.ToString(CultureInfo.InvariantCulture)} cannot be written as a literal.");

    private static string Text(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            result.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }
        return result.Append('"').ToString();
    }
}
