using System.Text.Json;

namespace Keras.Tests.Goldens;

/// <summary>One layer on fixed weights and inputs, with what Keras makes of it.</summary>
/// <param name="Id">Unique in the file.</param>
/// <param name="ClassName">Keras's class.</param>
/// <param name="Configuration">Keras's <c>get_config()</c>.</param>
/// <param name="Weights">In the order of <c>get_weights()</c>.</param>
/// <param name="Inputs">Several for merge layers.</param>
/// <param name="Call">Arguments of the call, such as <c>training</c>.</param>
/// <param name="Mask">Mask of the input, or null.</param>
/// <param name="Outputs">Expected outputs.</param>
/// <param name="WeightsAfter">Expected weights after the call, where it changes any; else null.</param>
/// <param name="Gradients">Expected gradients, or null.</param>
public sealed record LayerCase(
    string Id,
    string ClassName,
    JsonElement Configuration,
    GoldenWeight[] Weights,
    GoldenTensor[] Inputs,
    JsonElement Call,
    GoldenTensor? Mask,
    GoldenTensor[] Outputs,
    GoldenTensor[]? WeightsAfter,
    LayerGradients? Gradients)
{
    public static LayerCase Read(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        json.GetProperty("class").GetString()!,
        json.GetProperty("config"),
        [.. json.GetProperty("weights").EnumerateArray().Select(GoldenWeight.Read)],
        [.. json.GetProperty("inputs").EnumerateArray().Select(GoldenTensor.Read)],
        json.GetProperty("call"),
        json.TryGetProperty("mask", out var mask) && mask.ValueKind == JsonValueKind.Object ? GoldenTensor.Read(mask) : null,
        [.. json.GetProperty("outputs").EnumerateArray().Select(GoldenTensor.Read)],
        json.TryGetProperty("weights_after", out var after) && after.ValueKind == JsonValueKind.Array
            ? [.. after.EnumerateArray().Select(GoldenTensor.Read)] : null,
        json.TryGetProperty("grad", out var gradients) && gradients.ValueKind == JsonValueKind.Object
            ? LayerGradients.Read(gradients) : null);

    public override string ToString() => Id;
}

/// <summary>A weight with its path within the layer.</summary>
public sealed record GoldenWeight(string Path, bool Trainable, GoldenTensor Tensor)
{
    public static GoldenWeight Read(JsonElement json) => new(
        json.GetProperty("path").GetString()!, json.GetProperty("trainable").GetBoolean(), GoldenTensor.Read(json));
}

/// <summary>Gradients of inputs and weights; null where Keras has none (integer inputs, statistics).</summary>
public sealed record LayerGradients(GoldenTensor?[] Inputs, GoldenTensor?[] Weights)
{
    public static LayerGradients Read(JsonElement json) => new(ReadList(json, "inputs"), ReadList(json, "weights"));

    private static GoldenTensor?[] ReadList(JsonElement json, string key) =>
        [.. json.GetProperty(key).EnumerateArray().Select(t => t.ValueKind == JsonValueKind.Object ? GoldenTensor.Read(t) : null)];

    /// <summary>The cotangent that all gradients were made with.</summary>
    public static float Cotangent(int flatIndex) => (float)Math.Round(Math.Cos(0.9 * flatIndex), 4);
}
