namespace Keras.Import;

/// <summary>Members of the runtime's enumerations by Keras's names: <c>leaky_relu</c>, <c>GlorotUniform</c>.</summary>
internal static class KerasEnum
{
    /// <summary>Names of Keras's that are not the member's own in another spelling.</summary>
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["swish"] = "silu",
        ["hardswish"] = "hardsilu",
        ["nonneg"] = "nonnegative",
        ["uniform"] = "randomuniform",
        ["normal"] = "randomnormal",
        ["identityinitializer"] = "identity",
        ["orthogonalinitializer"] = "orthogonal",
        ["orthogonalregularizer"] = "orthogonal",
    };

    public static bool TryParse(Type type, string kerasName, out object member)
    {
        var name = Normalize(kerasName);
        if (Aliases.TryGetValue(name, out var alias)) name = alias;
        foreach (var value in Enum.GetValues(type))
        {
            if (Normalize(value.ToString()!) != name) continue;
            member = value;
            return true;
        }
        member = null!;
        return false;
    }

    private static string Normalize(string name) => name.Replace("_", "").ToLowerInvariant();
}
