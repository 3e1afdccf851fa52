using System.Text.RegularExpressions;

namespace Keras.Compiler.Tests.WholeModels;

/// <summary>How a layer is used in a model over features of a length: what stands on its field, and its calls.</summary>
/// <param name="Layer">Keras's class name.</param>
/// <param name="Attribute">The field's attributes.</param>
/// <param name="Calls">Outputs of the model. In both, <c>N</c> is the length; <c>L</c> is the layer.</param>
/// <param name="Handle">The field's type where it is not the class name.</param>
internal sealed record LayerUse(string Layer, string Attribute, string[] Calls, string? Handle = null);

/// <summary>Uses of layers that stand in one model, since they take the same inputs. A new layer adds a row to one of them,
/// and further rows for its options.</summary>
/// <param name="Name">What the inputs are.</param>
/// <param name="Inputs">Parameters of the model.</param>
/// <param name="Uses">The uses.</param>
internal sealed partial record LayerUses(string Name, string Inputs, LayerUse[] Uses)
{
    /// <summary>Around the lengths of the registers; the largest comes besides.</summary>
    private static readonly int[] Common = [1, 15, 16, 17, 33];

    /// <summary>All uses.</summary>
    public static IReadOnlyList<LayerUses> All => [Features, Sequences, Images, Volumes, States];

    /// <summary>Lengths of the features.</summary>
    public IEnumerable<int> Lengths => [.. Common, Largest];

    /// <summary>Further fields, which calls may use.</summary>
    public string Fields { get; private init; } = "";

    /// <summary>The least length of an unknown axis.</summary>
    public int Shortest { get; private init; } = 1;

    /// <summary>The number of samples where the model fixes it.</summary>
    public int? BatchSize { get; private init; }

    private int Largest { get; init; } = 100;

    /// <summary>The name of the class that <see cref="Write"/> gives for a length.</summary>
    public string ClassName(int length) => Name + length;

    /// <summary>A model of all these uses.</summary>
    public string Write(int length)
    {
        string Text(string template) => Regex.Replace(template, @"\bN\b", length.ToString());
        var fields = Uses.Select((use, i) => $"[{Text(use.Attribute)}] private readonly {use.Handle ?? use.Layer} _layer{i};");
        var outputs = Uses.SelectMany((use, i) => use.Calls.Select((call, j) =>
            (Name: $"{use.Layer}{i}{(char)('a' + j)}", Call: Regex.Replace(Text(call), @"\bL\b", $"_layer{i}")))).ToList();
        return $$"""
            public sealed partial class {{ClassName(length)}} : Model
            {
                {{string.Join("\n    ", fields.Prepend(Text(Fields)))}}

                public ({{string.Join(", ", outputs.Select(o => "KerasTensor " + o.Name))}}) Call(
                    {{Text(Inputs)}}) =>
                    ({{string.Join(",\n        ", outputs.Select(o => o.Call))}});
            }

            """;
    }
}
