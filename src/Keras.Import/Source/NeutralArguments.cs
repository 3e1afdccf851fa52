using System.Text.Json;

namespace Keras.Import;

/// <summary>Arguments of Keras's that have no C# counterpart and, at these values, change nothing.</summary>
internal static class NeutralArguments
{
    private static readonly Dictionary<string, string[]> Values = new()
    {
        ["autocast"] = ["true"],
        // The only format of layers without this argument.
        ["data_format"] = ["\"channels_last\""],
        // Recurrent layers: which kernel a device takes.
        ["use_cudnn"] = ["\"auto\"", "true", "false"],
        // OrthogonalRegularizer's default.
        ["mode"] = ["\"rows\""],
        // LayerNormalization: an old name for RMSNormalization.
        ["rms_scaling"] = ["false"],
        // BatchNormalization: renormalization, and synchronization over devices.
        ["renorm"] = ["false"],
        ["renorm_momentum"] = ["0.99"],
        ["synchronized"] = ["false"],
    };

    public static bool Contains(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (Values.TryGetValue(key, out var neutral) && neutral.Contains(value.GetRawText()));
}
