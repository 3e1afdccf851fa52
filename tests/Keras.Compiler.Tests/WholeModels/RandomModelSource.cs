using System.Text;

namespace Keras.Compiler.Tests.WholeModels;

/// <summary>Writes the C# source of a random model: several inputs and outputs, branches and merges, shared and repeated layers, nested
/// models called more than once, unknown axes, helper methods, loops and conditions. Equal seeds give equal sources.</summary>
internal sealed class RandomModelSource
{
    private sealed record Tensor(string Name, string[] Shape)
    {
        public string Features => Shape[^1];
        public bool IsKnown => !Shape.Any(length => length.Contains("None", StringComparison.Ordinal));
    }

    private static readonly string[] Activations =
        ["Linear", "Relu", "Tanh", "Sigmoid", "Elu", "Softplus", "Gelu", "Silu", "Softmax", "Selu", "LogSoftmax", "Softsign"];

    private static readonly string[] Merges = ["Add", "Multiply", "Maximum", "Minimum", "Average"];

    private readonly Random _random;
    private readonly StringBuilder _fields = new();
    private readonly StringBuilder _body = new();
    private readonly List<Tensor> _tensors = [];
    private readonly HashSet<string> _used = [];
    private readonly List<(string Field, string Features, int Units)> _shareable = [];
    private int _count;

    private RandomModelSource(int seed) => _random = new Random(seed);

    /// <summary>The name of the class that <see cref="Write"/> gives for a seed.</summary>
    public static string ClassName(int seed) => $"Random{seed}";

    public static string Write(int seed)
    {
        var source = new RandomModelSource(seed);
        return source.WriteClass(ClassName(seed));
    }

    private string WriteClass(string name)
    {
        var inputs = WriteInputs();
        var steps = _random.Next(4, 12);
        for (var i = 0; i < steps; i++) WriteStep();
        var outputs = Outputs();
        var returned = outputs.Count == 1
            ? $"KerasTensor Call({inputs})"
            : $"({string.Join(", ", outputs.Select((_, i) => $"KerasTensor Out{i}"))}) Call({inputs})";
        var result = outputs.Count == 1 ? outputs[0].Name : $"({string.Join(", ", outputs.Select(o => o.Name))})";
        return $$"""
            public sealed partial class {{name}} : Model
            {
                private readonly Inner _inner;
                private readonly Outer _outer;
                [Dense(5, Activation = Activation.Softsign), Repeat(3)] private readonly Dense[] _blocks;
            {{_fields}}
                public {{returned}}
                {
            {{_body}}        return {{result}};
                }

                private KerasTensor Deep(KerasTensor x)
                {
                    for (var i = 0; i < _blocks.Length; i++) x = i % 2 == 0 ? x + _blocks[i].Call(x) : _blocks[i].Call(x);
                    return x;
                }

                private static KerasTensor Twice(KerasTensor x)
                {
                    foreach (var _ in new[] { 0, 1 }) x = Tanh(x + x);
                    return x;
                }
            }

            """;
    }

    /// <summary>The models that all random ones nest, the second of them with the first in it.</summary>
    public const string Nested =
        """
        public sealed partial class Inner : Model
        {
            [Dense(6, Activation = Activation.Tanh)] private readonly Dense _first;
            [Dense(4)] private readonly Dense _second;

            public KerasTensor Call([Input(5)] KerasTensor x) => _second.Call(_first.Call(x)) + _second.Call(_first.Call(x) * _first.Call(x));
        }

        public sealed partial class Outer : Model
        {
            private readonly Inner _inner;
            [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _gate;

            public KerasTensor Call([Input(5)] KerasTensor x, [Input(5)] KerasTensor y)
            {
                var (a, b) = (_inner.Call(x), _inner.Call(y));
                return _gate.Call(Concatenate([a, b, a - b]));
            }
        }

        """;

    private string WriteInputs()
    {
        var parameters = new List<string> { "[Input(5)] KerasTensor i0" };
        _tensors.Add(new("i0", ["5"]));
        if (_random.Next(2) == 0)
        {
            parameters.Add("[Input(None, 3)] KerasTensor i1");
            _tensors.Add(new("i1", ["None", "3"]));
        }
        if (_random.Next(2) == 0)
        {
            parameters.Add("[Input(4, 7)] KerasTensor i2");
            _tensors.Add(new("i2", ["4", "7"]));
        }
        if (_random.Next(3) == 0)
        {
            parameters.Add("[Input(None, 3)] KerasTensor i3");
            _tensors.Add(new("i3", ["None3", "3"]));
        }
        Define("_inner.Call(i0)", "4");
        Define("Deep(i0)", "5");
        Define($"_outer.Call(i0, {_tensors[^1].Name})", "1");
        return string.Join(", ", parameters);
    }

    private void WriteStep()
    {
        var x = _tensors[_random.Next(_tensors.Count)];
        switch (_random.Next(13))
        {
            case 0 or 1:
                WriteDense(x);
                break;
            case 2:
                Define($"{Activations[1 + _random.Next(7)]}({Use(x)})", x.Shape);
                break;
            case 3:
                WriteMerge(x);
                break;
            case 4:
                WriteConcatenation(x);
                break;
            case 5 when x.Shape.Length > 1 && x.IsKnown:
                var flatten = Field("Flatten", "Flatten");
                Define($"{flatten}.Call({Use(x)})", Product(x.Shape));
                break;
            case 6:
                var normalization = Field("LayerNormalization", "LayerNormalization");
                Define($"{normalization}.Call({Use(x)})", x.Shape);
                break;
            case 7:
                Define($"Twice({Use(x)})", x.Shape);
                break;
            case 8 when x.Shape is ["5"]:
                Define($"_inner.Call({Use(x)})", "4");
                break;
            case 9 when x.Shape is ["5"]:
                var y = _tensors.Last(t => t.Shape is ["5"]);
                Define($"_outer.Call({Use(y)}, {Use(x)})", "1");
                break;
            case 10 when x.Shape is ["5"]:
                Define($"Deep({Use(x)})", "5");
                break;
            case 11:
                WriteSequence(x);
                break;
            case 12:
                var statistics = Field("BatchNormalization", "BatchNormalization");
                Define($"{statistics}.Call({Use(x)})", x.Shape);
                break;
            default:
                Define($"{Use(x)} - 0.5f * {Use(x)}", x.Shape);
                break;
        }
    }

    private void WriteDense(Tensor x)
    {
        var shared = _shareable.FirstOrDefault(s => s.Features == x.Features);
        if (shared.Field is null || _random.Next(2) == 0)
        {
            var units = new[] { 1, 1, 3, 5, 8, 16, 17 }[_random.Next(7)];
            var activation = Activations[_random.Next(Activations.Length)];
            var field = Field($"Dense({units}, Activation = Activation.{activation})", "Dense");
            shared = (field, x.Features, units);
            _shareable.Add(shared);
        }
        Define($"{shared.Field}.Call({Use(x)})", [.. x.Shape[..^1], shared.Units.ToString()]);
    }

    private void WriteMerge(Tensor x)
    {
        var other = _tensors.LastOrDefault(t => t != x && t.Shape.SequenceEqual(x.Shape)) ?? x;
        Define($"{Merges[_random.Next(Merges.Length)]}([{Use(x)}, {Use(other)}])", x.Shape);
    }

    private void WriteConcatenation(Tensor x)
    {
        var others = _tensors.Where(t => t != x && t.Shape[..^1].SequenceEqual(x.Shape[..^1])).ToList();
        var other = others.Count == 0 ? x : others[_random.Next(others.Count)];
        var features = int.Parse(x.Features) + int.Parse(other.Features);
        if (features > 64) return;
        Define($"Concatenate([{Use(x)}, {Use(other)}])", [.. x.Shape[..^1], features.ToString()]);
    }

    /// <summary>One after the other in time, known or not.</summary>
    private void WriteSequence(Tensor x)
    {
        if (x.Shape.Length != 2 || x.Shape[0].Length > 40) return;
        var others = _tensors.Where(t => t.Shape.Length == 2 && t.Features == x.Features).ToList();
        var other = others[_random.Next(others.Count)];
        var length = x.IsKnown && other.IsKnown ? (int.Parse(x.Shape[0]) + int.Parse(other.Shape[0])).ToString() : $"({x.Shape[0]}+{other.Shape[0]})";
        Define($"Concatenate([{Use(x)}, {Use(other)}], axis: 1)", length, x.Features);
    }

    /// <summary>Every tensor that nothing reads becomes an output, at most three; further ones are added to the first of equal shape.</summary>
    private List<Tensor> Outputs()
    {
        var open = _tensors.Where(t => !_used.Contains(t.Name)).ToList();
        var outputs = new List<Tensor>();
        foreach (var tensor in open)
        {
            var field = Field("Dense(3)", "Dense");
            Define($"{field}.Call({Use(tensor)})", [.. tensor.Shape[..^1], "3"]);
            var projected = _tensors[^1];
            var same = outputs.FindIndex(o => o.Shape.SequenceEqual(projected.Shape));
            if (same >= 0 && (outputs.Count == 3 || _random.Next(2) == 0))
            {
                Define($"{Use(outputs[same])} + {Use(projected)}", projected.Shape);
                outputs[same] = _tensors[^1];
            }
            else
            {
                outputs.Add(projected);
            }
        }
        return outputs;
    }

    private void Define(string expression, params string[] shape)
    {
        var name = $"t{_count++}";
        _body.Append($"        var {name} = {expression};\n");
        _tensors.Add(new(name, shape));
    }

    private string Use(Tensor tensor)
    {
        _used.Add(tensor.Name);
        return tensor.Name;
    }

    private string Field(string attribute, string handle)
    {
        var name = $"_layer{_count++}";
        _fields.Append($"    [{attribute}] private readonly {handle} {name};\n");
        return name;
    }

    private static string Product(string[] shape) => shape.Aggregate(1, (product, dim) => product * int.Parse(dim)).ToString();
}
