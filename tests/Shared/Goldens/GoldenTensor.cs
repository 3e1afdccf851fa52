using System.Globalization;
using System.Text.Json;

namespace Keras.Tests.Goldens;

/// <summary>A tensor of the golden data, row-major. Values of every element type are kept as float, which holds them exactly.</summary>
public sealed record GoldenTensor(int[] Shape, string DType, float[] Data)
{
    public static GoldenTensor Read(JsonElement json)
    {
        var data = json.GetProperty("data");
        var values = new float[data.GetArrayLength()];
        var index = 0;
        foreach (var element in data.EnumerateArray())
        {
            values[index++] = element.ValueKind switch
            {
                JsonValueKind.True => 1,
                JsonValueKind.False => 0,
                // Keras writes NaN and infinities as text where JSON has no word for them.
                JsonValueKind.String => float.Parse(element.GetString()!, CultureInfo.InvariantCulture),
                _ => element.GetSingle(),
            };
        }
        return new(
            [.. json.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())],
            json.GetProperty("dtype").GetString()!,
            values);
    }

    /// <summary>A tensor, or the tensors of a list or dictionary in the order of the file.</summary>
    public static GoldenTensor[] ReadNest(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => [.. json.EnumerateArray().Select(Read)],
        JsonValueKind.Object when !json.TryGetProperty("data", out _) => [.. json.EnumerateObject().Select(p => Read(p.Value))],
        _ => [Read(json)],
    };

    public override string ToString() => $"{DType}({string.Join(", ", Shape)})";
}
