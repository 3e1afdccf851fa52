namespace Keras.Compiler.Tests.Graph;

/// <summary>Faults of the graph as a whole and of compile-time evaluation.</summary>
public class GraphFaultTests
{
    private const string Inputs = "[Input(4)] KerasTensor x, [Input(None, 2)] KerasTensor t";

    [Theory]
    [InlineData("[Dense(2)] private readonly Dense _a, _b;", "return _a.Call(x) + Flatten(t);", "KER207 at _b: b")]
    [InlineData("[Dense(2)] private readonly Dense _a, _b;", "_b.Call(t); return _a.Call(x) + Flatten(t);", "KER208 at _b: b")]
    [InlineData("[Dense(2)] private readonly Dense _x;", "return _x.Call(x) + Flatten(t);", "KER210 at _x: x | 2")]
    [InlineData("[Dense(2)] private readonly Dense _a;", "return Relu(_a.Call(x), name: \"a\") + Flatten(t);", "KER210 at \"a\": a | 2")]
    [InlineData("", "return Relu(x, name: \"a/b\") + Flatten(t);", "KER218 at \"a/b\": a/b")]
    [InlineData("", "if (t.Shape[1] > 3) return x; return Flatten(t);", "KER213 at t.Shape[1] > 3: t_1 > 3")]
    [InlineData("", "for (var i = 0; i >= 0; i++) { } return x + Flatten(t);", "KER214 at for (var i = 0; i >= 0; i++) { }: 10000")]
    [InlineData("", "var n = 0; return Reshape(x, [4 / n]) + Flatten(t);", "KER217 at 4 / n: operator / | 4 and 0")]
    [InlineData("", "KerasTensor[] all = [x]; return all[1] + Flatten(t);", "KER216 at 1: 1 | 1")]
    [InlineData("", "return x.Shape[-3] == 1 ? x : t;", "KER216 at -3: -3 | 2")]
    public void A_fault_is_at_the_expression(string fields, string body, string expected)
    {
        var model = SourceModel.Call(fields, Inputs, body);
        Assert.Equal(expected, model.Faults);
        Assert.Null(model.Result.Graph);
    }

    [Fact]
    public void An_unused_input_is_told_and_leaves_the_graph_as_it_is()
    {
        var model = SourceModel.Call("", Inputs, "return Relu(x);");
        Assert.StartsWith("KER209 at ", model.Faults);
        Assert.EndsWith(": t", model.Faults);
        Assert.NotNull(model.Result.Graph);
    }

    [Fact]
    public void Lengths_that_are_not_known_can_be_computed_with() => Assert.Equal("",
        SourceModel.Call("", Inputs,
            """
            var twice = Concatenate([t, t], axis: 1);
            Debug.Assert(t.Shape[1] == None && twice.Shape[1] - t.Shape[1] == t.Shape[1] && t.Shape[1] + 1 != t.Shape[1]);
            return Reshape(twice, [-1]) + Concatenate([Flatten(t), Flatten(t)]) + x;
            """).Faults);

    [Fact]
    public void A_model_that_contains_itself_is_a_fault_at_the_field()
    {
        const string source =
            """
            public sealed partial class M : Model { private readonly Other _other; public KerasTensor Call([Input(4)] KerasTensor x) => _other.Call(x); }
            public sealed partial class Other : Model { private readonly M _m; public KerasTensor Call([Input(4)] KerasTensor x) => _m.Call(x); }
            """;
        Assert.Contains("KER027 at _other: M | M -> Other -> M", new SourceModel(source).Faults);
        Assert.Contains("KER027 at _m: Other | Other -> M -> Other", new SourceModel(source, "Other").Faults);
    }

    [Fact]
    public void A_faulty_nested_model_leaves_no_graph_and_no_second_message()
    {
        var model = SourceModel.Of(
            "private readonly Wrong _wrong; public KerasTensor Call([Input(4)] KerasTensor x) => _wrong.Call(x);",
            "public sealed partial class Wrong : Model { public KerasTensor Call([Input(4)] KerasTensor x) => Reshape(x, [3]); }");
        Assert.Equal("", model.Faults);
        Assert.Null(model.Result.Graph);
    }
}
