namespace Keras.Compiler.Tests.Graph;

/// <summary>Nodes as Keras 2.3 has them, at the point of Call where they are asked for.</summary>
public class NodeAccessTests
{
    private const string Fields = "[Dense(4)] private readonly Dense _dense;";
    private const string Inputs = "[Input(3)] KerasTensor x, [Input(3)] KerasTensor y";

    private static SourceModel Call(string body) => SourceModel.Call(Fields, Inputs, body);

    [Fact]
    public void Nodes_shapes_and_types_are_those_of_the_calls_so_far() => _ = Call(
        """
        var a = _dense.Call(x);
        Debug.Assert(_dense.Output == a && _dense.Input == x);
        Debug.Assert(_dense.OutputShape[1] == 4 && _dense.InputShape[0] == None);
        var b = _dense.Call(y);
        Debug.Assert(_dense.GetOutputAt(0) == a && _dense.GetOutputAt(1) == b && _dense.GetInputAt(1) == y && a != b);
        Debug.Assert(_dense.GetOutputShapeAt(1) == _dense.OutputShape && _dense.GetInputShapeAt(0) == x.Shape);
        Debug.Assert(GetLayer<Dense>("dense").GetOutputAt(1).DType == DType.Float32);
        return a + _dense.GetOutputAt(1);
        """).Graph;

    [Theory]
    [InlineData("var a = _dense.Call(x); var b = _dense.Call(y); return _dense.Output;",
        "KER201 at _dense.Output: dense | output | GetOutputAt")]
    [InlineData("var a = _dense.Call(x); var b = _dense.Call(Add([x, y])); return a + b + _dense.Input;",
        "KER201 at _dense.Input: dense | input | GetInputAt")]
    [InlineData("return Add([_dense.Output, x, y]);", "KER203 at _dense.Output: dense | output")]
    [InlineData("var n = _dense.InputShape; return _dense.Call(x + y);", "KER203 at _dense.InputShape: dense | input shape")]
    [InlineData("var a = _dense.Call(x); return a + _dense.GetOutputAt(1);", "KER204 at 1: output | 1 | dense | 1")]
    [InlineData("var a = _dense.Call(x); var s = _dense.GetInputShapeAt(-1); return a;", "KER204 at -1: input shape | -1 | dense | 1")]
    [InlineData("var a = GetLayer<Dense>(\"nope\"); return _dense.Call(x);", "KER205 at \"nope\": nope | [dense]")]
    [InlineData("var a = GetLayer<Dropout>(\"dense\"); return _dense.Call(x);", "KER206 at GetLayer<Dropout>(\"dense\"): dense | Dense | Dropout")]
    [InlineData("var a = _dense.Call(x); Debug.Assert(a.Shape[1] == 5); return a;", "KER215 at a.Shape[1] == 5: 4 == 5")]
    [InlineData("var a = _dense.Call(x); Debug.Assert(a == _dense.Call(y), \"the same\"); return a;", "KER215 at a == _dense.Call(y): the same")]
    public void Faults_of_node_access(string body, string expected) => Assert.Equal(expected, Call(body).Faults);

    [Fact]
    public void Shapes_of_differing_nodes_are_ill_defined() => Assert.Equal(
        "KER202 at _flatten.InputShape: flatten | input | GetInputShapeAt",
        SourceModel.Call("[Flatten] private readonly Flatten _flatten;", "[Input(2, 3)] KerasTensor x, [Input(3, 2)] KerasTensor y",
            "var a = _flatten.Call(x); var b = _flatten.Call(y); Debug.Assert(_flatten.OutputShape[1] == 6); var s = _flatten.InputShape; return a + b;").Faults);

    [Fact]
    public void Layers_of_nested_models_are_reached_but_their_tensors_belong_there()
    {
        const string tower = "public sealed partial class Tower : Model { [Dense(2)] private readonly Dense _inner; public KerasTensor Call([Input(3)] KerasTensor x) => _inner.Call(x); }";
        Assert.Equal("", SourceModel.Of(
            """
            private readonly Tower _tower;
            public KerasTensor Call([Input(3)] KerasTensor x)
            {
                Debug.Assert(_tower.GetLayer<Dense>("inner").OutputShape[1] == 2);
                return _tower.Call(x);
            }
            """, tower).Faults);
        Assert.Equal("KER212 at _tower.GetLayer<Dense>(\"inner\").Output: inner | Tower | M", SourceModel.Of(
            """
            private readonly Tower _tower;
            public KerasTensor Call([Input(3)] KerasTensor x) => Relu(_tower.GetLayer<Dense>("inner").Output) + _tower.Call(x);
            """, tower).Faults);
    }
}
