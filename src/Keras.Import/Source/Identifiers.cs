using System.Globalization;
using System.Text;

namespace Keras.Import;

/// <summary>C# identifiers for Keras names: valid, unique in their scope, and such that they lead back to the Keras name where that is
/// possible (<see cref="KerasName"/>).</summary>
internal sealed class Identifiers
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed",
        "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    private readonly HashSet<string> _used;

    public Identifiers(IEnumerable<string>? reserved = null) => _used = [.. reserved ?? []];

    /// <summary>A field such as <c>_mainOutput</c>.</summary>
    public string Field(string kerasName) => Take("_" + Camel(kerasName));

    /// <summary>A local such as <c>mainOutput</c>.</summary>
    public string Local(string kerasName) => Escape(Take(Camel(kerasName)));

    /// <summary>A parameter whose name is the input's Keras name: <c>mainInput</c> for <c>main_input</c>, and where that does not lead
    /// back, the Keras name itself (<c>input_layer_1</c>).</summary>
    public string Parameter(string kerasName) => Escape(TakeLeadingBack(Camel(kerasName), kerasName));

    /// <summary>An element of the returned tuple, whose name is the output's Keras name.</summary>
    public string TupleElement(string kerasName) => TakeLeadingBack(Pascal(kerasName), kerasName);

    /// <summary>A class such as <c>VisionModel</c>.</summary>
    public string Class(string kerasName)
    {
        var name = Pascal(kerasName);
        return Take(_used.Contains(name) ? name + "Model" : name);
    }

    /// <summary><c>main_output</c> to <c>MainOutput</c>.</summary>
    public static string Pascal(string kerasName)
    {
        var result = new StringBuilder();
        var startsWord = true;
        foreach (var c in kerasName)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                startsWord = true;
                continue;
            }
            result.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = false;
        }
        if (result.Length == 0 || char.IsAsciiDigit(result[0])) result.Insert(0, 'N');
        return result.ToString();
    }

    /// <summary><c>main_output</c> to <c>mainOutput</c>.</summary>
    public static string Camel(string kerasName)
    {
        var name = Pascal(kerasName);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private string TakeLeadingBack(string preferred, string kerasName)
    {
        var verbatim = KerasName.FromIdentifier(kerasName) == kerasName && kerasName.All(c => c == '_' || char.IsAsciiLetterOrDigit(c))
            && !char.IsAsciiDigit(kerasName[0]);
        return Take(KerasName.FromIdentifier(preferred) != kerasName && verbatim ? kerasName : preferred);
    }

    private string Take(string name)
    {
        var candidate = name;
        for (var number = 2; !_used.Add(candidate); number++) candidate = name + "_" + number.ToString(CultureInfo.InvariantCulture);
        return candidate;
    }

    private static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;
}
