namespace Keras.Compiler.Tests.WholeModels;

/// <summary>How each layer is used in a model over features of a length: what stands on its field, and its calls. A new layer adds a row.</summary>
/// <param name="Layer">Keras's class name.</param>
/// <param name="Attribute">The field's attribute.</param>
/// <param name="Calls">Outputs of the model. In both, <c>N</c> is the length; <c>L</c> is the layer; the inputs are <c>v</c> (N),
/// <c>w</c> (N), <c>s</c> (None, N) and <c>m</c> (2, N).</param>
/// <param name="Handle">The field's type where it is not the class name.</param>
internal sealed record LayerUse(string Layer, string Attribute, string[] Calls, string? Handle = null)
{
    public static IReadOnlyList<LayerUse> All { get; } =
    [
        new("Dense", "Dense(N, Activation = Activation.Tanh)", ["L.Call(v)", "L.Call(L.Call(s))"]),
        new("Dense", "Dense(1, Activation = Activation.Sigmoid)", ["Concatenate([L.Call(v), v, L.Call(w)]) * 2"]),
        new("Activation", "Activation(Activation.Gelu)", ["L.Call(s)"], "ActivationLayer"),
        new("ReLU", "ReLU(0.7, NegativeSlope = 0.1, Threshold = 0.2)", ["L.Call(s)"]),
        new("LeakyReLU", "LeakyReLU", ["L.Call(v)"]),
        new("ELU", "ELU(0.5)", ["L.Call(v)"]),
        new("PReLU", "PReLU", ["L.Call(m)"]),
        new("PReLU", "PReLU(SharedAxes = [1])", ["L.Call(s)"]),
        new("Softmax", "Softmax", ["L.Call(s)"]),
        new("Softmax", "Softmax(1)", ["L.Call(m)"]),
        new("Dropout", "Dropout(0.5)", ["L.Call(v, training: false)"]),
        new("Flatten", "Flatten", ["L.Call(m)"]),
        new("Reshape", "Reshape(N, 2)", ["Tanh(L.Call(Tanh(m)))"]),
        new("Concatenate", "Concatenate", ["L.Call([v, Tanh(v), w])", "L.Call([s, Tanh(s)])"]),
        new("Concatenate", "Concatenate(1)", ["L.Call([s, m, s])"]),
        new("Add", "Add", ["L.Call([v, w, v])", "L.Call([s, v])"]),
        new("Subtract", "Subtract", ["L.Call([s, v])"]),
        new("Multiply", "Multiply", ["L.Call([v, w, v])", "L.Call([s, v])"]),
        new("Average", "Average", ["L.Call([s, v])"]),
        new("Maximum", "Maximum", ["L.Call([v, w])"]),
        new("Minimum", "Minimum", ["L.Call([s, v])"]),
        new("BatchNormalization", "BatchNormalization", ["L.Call(v)"]),
        new("BatchNormalization", "BatchNormalization(1, Scale = false)", ["L.Call(m)"]),
        new("LayerNormalization", "LayerNormalization", ["L.Call(s)"]),
        new("LayerNormalization", "LayerNormalization(Axis = [1, 2])", ["L.Call(m)"]),
        new("ActivityRegularization", "ActivityRegularization(0.1, 0.2)", ["L.Call(v) * w"]),
        new("Rescaling", "Rescaling(0.5, 1)", ["L.Call(m)"]),
    ];

    /// <summary>The name of the class that <see cref="Write"/> gives for a length.</summary>
    public static string ClassName(int length) => $"Uses{length}";

    /// <summary>A model that uses every layer.</summary>
    public static string Write(int length)
    {
        string Text(string template) => System.Text.RegularExpressions.Regex.Replace(template, @"\bN\b", length.ToString());
        var fields = All.Select((use, i) => $"[{Text(use.Attribute)}] private readonly {use.Handle ?? use.Layer} _layer{i};");
        var outputs = All.SelectMany((use, i) => use.Calls.Select((call, j) =>
            (Name: $"{use.Layer}{i}{(char)('a' + j)}", Call: System.Text.RegularExpressions.Regex.Replace(Text(call), @"\bL\b", $"_layer{i}")))).ToList();
        return $$"""
            public sealed partial class {{ClassName(length)}} : Model
            {
                {{string.Join("\n    ", fields)}}

                public ({{string.Join(", ", outputs.Select(o => "KerasTensor " + o.Name))}}) Call(
                    [Input({{length}})] KerasTensor v, [Input({{length}})] KerasTensor w, [Input(None, {{length}})] KerasTensor s, [Input(2, {{length}})] KerasTensor m) =>
                    ({{string.Join(",\n        ", outputs.Select(o => o.Call))}});
            }

            """;
    }
}
