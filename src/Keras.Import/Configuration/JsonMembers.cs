using System.Text.Json;

namespace Keras.Import;

/// <summary>Access to JSON with errors that say where.</summary>
internal static class JsonMembers
{
    public static JsonElement Member(this JsonElement json, string key, string where)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new ImportException($"{where}: expected an object with '{key}', found {json.GetRawText()}.");
        return json.TryGetProperty(key, out var value) ? value : throw new ImportException($"{where}: expected '{key}', which is missing.");
    }

    public static string Text(this JsonElement json, string key, string where) => json.ValueKind == JsonValueKind.String
        ? json.GetString()! : throw new ImportException($"{where}: expected '{key}' to be a text, found {json.GetRawText()}.");
}
