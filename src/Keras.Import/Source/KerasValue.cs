using System.Text.Json;

namespace Keras.Import;

/// <summary>Values of a Keras configuration as values of C# attribute parameters.</summary>
internal static class KerasValue
{
    /// <summary>Converts a JSON value to <paramref name="type"/>; false where it does not fit.</summary>
    public static bool TryConvert(JsonElement json, Type type, out object value)
    {
        value = null!;
        if (type.IsArray) return TryConvertArray(json, type.GetElementType()!, out value);
        // A list of equal numbers is one number for all axes: (3, 3) is 3.
        if (json.ValueKind == JsonValueKind.Array)
            return json.GetArrayLength() > 0 && json.EnumerateArray().All(i => i.GetRawText() == json[0].GetRawText()) && TryConvert(json[0], type, out value);
        if (type.IsEnum) return TryConvertEnum(json, type, out value);
        object? converted = json.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False when type == typeof(bool) => json.GetBoolean(),
            JsonValueKind.String when type == typeof(string) => json.GetString(),
            JsonValueKind.Number when type == typeof(float) => (float)json.GetDouble(),
            JsonValueKind.Number when type == typeof(double) => json.GetDouble(),
            JsonValueKind.Number when type == typeof(int) && json.TryGetInt32(out var number) => number,
            JsonValueKind.Number when type == typeof(long) && json.TryGetInt64(out var number) => number,
            _ => null,
        };
        value = converted!;
        return converted is not null;
    }

    /// <summary>Whether two attribute values are equal, arrays by their elements.</summary>
    public static bool AreEqual(object? left, object? right) => left is Array a && right is Array b
        ? a.Cast<object>().SequenceEqual(b.Cast<object>())
        : Equals(left, right);

    private static bool TryConvertArray(JsonElement json, Type type, out object value)
    {
        var items = Items(json).ToArray();
        var array = Array.CreateInstance(type, items.Length);
        value = array;
        for (var i = 0; i < items.Length; i++)
        {
            if (!TryConvert(items[i], type, out var item)) return false;
            array.SetValue(item, i);
        }
        return true;
    }

    /// <summary>The items of a list. Lists in it are joined, since attributes have no lists of lists: ((1, 2), (3, 4)) is [1, 2, 3, 4].</summary>
    private static IEnumerable<JsonElement> Items(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().SelectMany(Items) : [json];

    private static bool TryConvertEnum(JsonElement json, Type type, out object value)
    {
        value = null!;
        var name = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Object when json.TryGetProperty("class_name", out var className) => className.GetString(),
            _ => null,
        };
        return name is not null && KerasEnum.TryParse(type, name, out value);
    }
}
