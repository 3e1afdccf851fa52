using System.Globalization;

namespace Keras.Compiler.Emission.Programs;

/// <summary>The structs that hold a model's fused expressions; equal ones are one.</summary>
internal sealed class StructTable
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Kind, string Name, string Comment, string Body)> _structs = [];
    private int _written;

    /// <summary>The name of the struct with this text.</summary>
    /// <param name="kind">Beginning of the name: <c>Map</c>, <c>MapGroup</c> or <c>Epilogue</c>, which is also its interface.</param>
    /// <param name="comment">The expression.</param>
    /// <param name="parameters">Of its constructor.</param>
    /// <param name="body">Its members.</param>
    public string Add(string kind, string comment, IReadOnlyList<string> parameters, IReadOnlyList<string> body)
    {
        var text = $"({string.Join(", ", parameters)}) : global::Keras.Kernels.I{kind}\n" + string.Join("\n", body);
        if (_names.TryGetValue(text, out var name)) return name;
        name = kind + (1 + _structs.Count(s => s.Kind == kind)).ToString(CultureInfo.InvariantCulture);
        _names.Add(text, name);
        _structs.Add((kind, name, comment, text));
        return name;
    }

    /// <summary>Writes the structs that no earlier file holds.</summary>
    public void Write(CodeWriter writer)
    {
        for (; _written < _structs.Count; _written++)
        {
            var (_, name, comment, body) = _structs[_written];
            var lines = body.Split('\n');
            writer.Line();
            writer.Line("// " + comment);
            using (writer.Block($"private readonly struct {name}{lines[0]}"))
                writer.Lines(lines.Skip(1));
        }
    }
}
