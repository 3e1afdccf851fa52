using System.Text;

namespace Keras;

/// <summary>How C# identifiers and Keras names correspond. One rule for the compiler, which names layers, inputs and outputs by it, and
/// for the importer, which must find identifiers that lead back to the names in a file.</summary>
public static class KerasName
{
    /// <summary>The Keras name of a field, parameter or tuple element: snake case by Keras's own rule, without leading underscores.
    /// <c>_mainOutput</c> is <c>main_output</c>, <c>_conv2D</c> is <c>conv2d</c>, <c>_dense1</c> is <c>dense1</c>.</summary>
    /// <param name="identifier">A C# identifier without <c>@</c>.</param>
    public static string FromIdentifier(string identifier)
    {
        var text = identifier.TrimStart('_');
        var name = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var startsWord = i > 0 && IsUpper(text[i]) && text[i - 1] != '_'
                && (IsLower(text[i - 1]) || (i + 1 < text.Length && IsLower(text[i + 1])));
            if (startsWord) name.Append('_');
            name.Append(char.ToLowerInvariant(text[i]));
        }
        return name.ToString();
    }

    private static bool IsUpper(char c) => c is >= 'A' and <= 'Z';

    private static bool IsLower(char c) => c is >= 'a' and <= 'z';
}
