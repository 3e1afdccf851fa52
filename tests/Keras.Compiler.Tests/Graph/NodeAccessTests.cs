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
    [InlineData("var a = GetLayer<Dense>(\"nope\"); return _dense.Call(x);", "KER205 at \"nope\": nope | 'dense'")]
    [InlineData("var a = GetLayer<Dropout>(\"dense\"); return _dense.Call(x);", "KER206 at GetLayer<Dropout>(\"dense\"): dense | Dense | Dropout")]
    [InlineData("var a = _dense.Call(x); Debug.Assert(a.Shape[1] == 5); return a;", "KER215 at a.Shape[1] == 5: 4 == 5")]
    [InlineData("var a = _dense.Call(x); Debug.Assert(a == _dense.Call(y), \"the same\"); return a;", "KER215 at a == _dense.Call(y): the same")]
    public void Faults_of_node_access(string body, string expected) => Assert.Equal(expected, Call(body).Faults);

    [Fact]
    public void One_tensor_of_a_call_with_several_is_a_fault()
    {
        const string fields = "[Add] private readonly Add _sum;";
        Assert.Equal("", SourceModel.Call(fields, Inputs,
            "var s = _sum.Call([x, y]); Debug.Assert(_sum.GetInputsAt(0)[1] == y && _sum.OutputShape == new TensorShape(None, 3)); return s;").Faults);
        Assert.Equal("KER219 at _sum.GetInputShapeAt(0): sum | 2 | input | 0 | GetInputsAt",
            SourceModel.Call(fields, Inputs, "var s = _sum.Call([x, y]); var t = _sum.GetInputShapeAt(0); return s;").Faults);
    }

    [Fact]
    public void Shapes_of_differing_nodes_are_ill_defined() => Assert.Equal(
        "KER202 at _flatten.InputShape: flatten | input | GetInputShapeAt",
        SourceModel.Call("[Flatten] private readonly Flatten _flatten;", "[Input(2, 3)] KerasTensor x, [Input(3, 2)] KerasTensor y",
            "var a = _flatten.Call(x); var b = _flatten.Call(y); Debug.Assert(_flatten.OutputShape[1] == 6); var s = _flatten.InputShape; return a + b;").Faults);

    private const string Tower =
        "public sealed partial class Tower : Model { [Dense(5)] private readonly Dense _inner; [Dense(2)] private readonly Dense _top; "
        + "public KerasTensor Call([Input(3)] KerasTensor x) => _top.Call(_inner.Call(x)); }";

    [Fact]
    public void Layers_of_nested_models_have_a_node_per_call() => Assert.Equal(
        """
        input x (None, 3)
        input y (None, 3)
        tower: Tower(x) -> (None, 2)
            input x (None, 3)
            inner: Dense(x) -> (None, 5) [kernel (3, 5), bias (5,)]
            top: Dense(inner) -> (None, 2) [kernel (5, 2), bias (2,)]
            output Output = top
        tower#1: Tower(y) -> (None, 2)
        add: Add(tower/inner, tower/inner#1) -> (None, 5)
        output Output = add
        """,
        SourceModel.Of(
            """
            private readonly Tower _tower;
            public KerasTensor Call([Input(3)] KerasTensor x, [Input(3)] KerasTensor y)
            {
                var inner = _tower.GetLayer<Dense>("inner");
                Debug.Assert(inner.OutputShape[1] == 5);
                var a = _tower.Call(x);
                Debug.Assert(inner.Input == x && _tower.GetLayer<Dense>("top").Output == a);
                _tower.Call(y);
                return inner.GetOutputAt(0) + inner.GetOutputAt(1);
            }
            """, Tower).Text);

    [Theory]
    [InlineData("Relu(_tower.GetLayer<Dense>(\"inner\").Output) + _tower.Call(x)", "KER212 at _tower.GetLayer<Dense>(\"inner\").Output: inner | Tower | M")]
    [InlineData("_tower.Call(x) + _tower.Call(x) + _tower.GetLayer<Dense>(\"top\").Output", "KER201 at _tower.GetLayer<Dense>(\"top\").Output: top | output | GetOutputAt")]
    [InlineData("_tower.Call(x) + _tower.GetLayer<Dense>(\"top\").GetOutputAt(1)", "KER204 at 1: output | 1 | top | 1")]
    [InlineData("_tower.Call(x) + _tower.GetLayer<Dense>(\"nope\").Output", "KER205 at \"nope\": nope | 'inner', 'top'")]
    [InlineData("_tower.Call(x) + _tower.GetLayer<Dense>(\"inner\").Call(x)", "KER217 at _tower.GetLayer<Dense>(\"inner\").Call(x): Call of a layer of a nested model | the layer 'inner'")]
    public void Faults_of_access_into_nested_models(string body, string expected) => Assert.Equal(
        expected, SourceModel.Of($"private readonly Tower _tower; public KerasTensor Call([Input(3)] KerasTensor x) => {body};", Tower).Faults);
}
