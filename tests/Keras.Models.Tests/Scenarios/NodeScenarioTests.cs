namespace Keras.Models.Tests.Scenarios;

/// <summary>Nodes as the guide's chapter has them: within <c>Call</c>, on instances, and in the editor.</summary>
public sealed class NodeScenarioTests
{
    private const string Models =
        """
        public sealed partial class Shared : Model
        {
            [Dense(4)] private readonly Dense _once, _twice;
            [ReLU] private readonly ReLU _shapes;
            [Add] private readonly Add _sum;
            [Dense(2), Repeat(2)] private readonly Dense[] _heads;

            public (KerasTensor First, KerasTensor Second) Call([Input(3)] KerasTensor a, [Input(3)] KerasTensor b)
            {
                var encodedA = _twice.Call(a);
                Debug.Assert(_twice.Output == encodedA && _twice.OutputShape == new TensorShape(None, 4));
                var encodedB = _twice.Call(b);
                Debug.Assert(_twice.GetOutputAt(0) == encodedA && _twice.GetOutputAt(1) == encodedB && encodedA != encodedB);
                Debug.Assert(_twice.GetInputAt(0) == a && _twice.GetInputShapeAt(1) == new TensorShape(None, 3) && a.DType == DType.Float32);
                var sum = _sum.Call([encodedA, encodedB]);
                Debug.Assert(_sum.GetInputsAt(0)[1] == encodedB && _sum.Output == sum);
                var once = _once.Call(sum);
                Debug.Assert(_once.InputShape == once.Shape && _once.Output.Shape.Rank == 2);
                return (_heads[0].Call(_shapes.Call(once)), _heads[1].Call(_shapes.Call(a)));
            }
        }

        """;

    [Fact]
    public void Instances_give_the_metadata_of_the_graph() => Assert.Equal("", Scenario.Run(Models +
        """
        public static class Scenario
        {
            public static string Run()
            {
                using var model = new Shared(seed: 1);
                Check(model.Once.Output == model.Shapes.GetInputAt(0), "the output of one is the input of the next");
                Check(model.Once.Output == model.Once.GetOutputAt(0) && model.Once.Input == model.Sum.Output, "Output is that of the only node");
                Check(model.Twice.GetOutputAt(0) == model.Sum.GetInputsAt(0)[0] && model.Twice.GetOutputAt(1) == model.Sum.GetInputsAt(0)[1], "inputs of a sum");
                Check(model.Twice.GetOutputAt(0) != model.Twice.GetOutputAt(1), "two nodes, two tensors");
                Check(model.Twice.OutputShape == new TensorShape(Axis.None, 4) && model.Twice.InputShape == new TensorShape(Axis.None, 3), "equal shapes");
                Check(model.Shapes.GetInputShapeAt(0) == new TensorShape(Axis.None, 4) && model.Shapes.GetOutputShapeAt(1) == new TensorShape(Axis.None, 3), "shapes at a node");
                Check(model.Heads[1].InputShape == new TensorShape(Axis.None, 3), "repeated layers");
                Check(model.GetLayer<Dense>("once").Output == model.Once.Output, "GetLayer");
                Check(model.Once.Output.DType == DType.Float32 && model.Once.Output.Name == "once", "type and name");
                Check(model.GetInputsAt(0).Count == 2 && model.GetOutputsAt(0)[0] == model.Heads[0].Output, "a model that stands alone has its own node");
                return string.Join("\n", Faults);
            }

            private static readonly List<string> Faults = new();
            private static void Check(bool holds, string what) { if (!holds) Faults.Add(what); }
        }
        """));

    [Fact]
    public void The_editor_says_what_run_time_throws()
    {
        string[] accesses =
        [
            "model.Twice.Output", "model.Twice.Input", "model.Shapes.InputShape", "model.Shapes.OutputShape", "model.Twice.GetOutputAt(2)",
            "model.Once.GetInputShapeAt(-1)", "model.Once.GetOutputsAt(1)", "model.Sum.Input", "model.Sum.GetInputShapeAt(0)", "model.Sum.InputShape",
            "model.GetLayer<Dense>(\"nope\")", "model.GetLayer<ReLU>(\"once\")", "model.GetLayer<Dense>(\"twice\").Output", "model.Heads[1].GetOutputAt(1)",
        ];
        var scenario = new Scenario(Models +
            $$"""
            public static class Scenario
            {
                public static string Run()
                {
                    using var model = new Shared(seed: 1);
                    return string.Join("\n", {{string.Join(", ", accesses.Select(access => $"Try(() => {access})"))}});
                }

                private static string Try(Func<object> access)
                {
                    try { return "no fault: " + access(); }
                    catch (InvalidOperationException fault) { return fault.Message; }
                    catch (ArgumentException fault) { return fault.Message.Replace($" (Parameter '{fault.ParamName}')", ""); }
                }
            }
            """);
        var thrown = scenario.Run().Split('\n');
        Assert.Equal(thrown, scenario.Diagnostics().Select(diagnostic => diagnostic[(diagnostic.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
        Assert.Equal("Layer twice has multiple inbound nodes, hence the notion of \"layer output\" is ill-defined. Use `GetOutputAt(nodeIndex)` instead.", thrown[0]);
        Assert.StartsWith("The layer \"shapes\" has multiple inbound nodes, with different input shapes. Hence the notion of \"input shape\" is ill-defined for the layer.", thrown[2], StringComparison.Ordinal);
        Assert.StartsWith("Asked to get output at node 2, but the layer has only 2 inbound nodes.", thrown[4], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_well_defined_is_silent() => Assert.Empty(new Scenario(Models +
        """
        public static class Scenario
        {
            public static string Run(Shared model, int index, string name) =>
                $"{model.Once.Output}{model.Twice.GetOutputAt(1)}{model.Twice.OutputShape}{model.Twice.GetOutputAt(index)}{model.GetLayer<Dense>(name).Output}"
                + $"{model.Output}{nameof(model.Twice.Output)}{model.GetLayer<Layer>("sum").Output}{model.Heads[index].Output}{model.Sum.GetInputsAt(0)}";
        }
        """).Diagnostics());

    [Fact]
    public void False_assertions_and_ill_defined_nodes_of_Call_are_told_at_their_place()
    {
        var diagnostics = new Scenario(
            """
            public sealed partial class M : Model
            {
                [Dense(4)] private readonly Dense _dense;
                [Add] private readonly Add _sum;
                public KerasTensor Call([Input(3)] KerasTensor a, [Input(3)] KerasTensor b)
                {
                    var (x, y) = (_dense.Call(a), _dense.Call(b));
                    Debug.Assert(x == y);
                    Debug.Assert(x.DType == DType.Int32 || x.Shape == new TensorShape(None, 5));
                    var s = _sum.Call([x, y]);
                    Debug.Assert(_sum.Input == x);
                    return s + _dense.Output;
                }
            }
            public static class Scenario { public static void Run() { } }
            """).Diagnostics();
        Assert.Equal(
            [
                "KER215 at x == y: Debug.Assert is false: the tensor 'dense' (None, 4) == the tensor 'dense' (None, 4)",
                "KER215 at x.DType == DType.Int32 || x.Shape == new TensorShape(None, 5): Debug.Assert is false: neither Keras.DType(0) == Keras.DType(1) nor (None, 4) == [None, 5]",
                "KER219 at _sum.Input: Layer sum has 2 input tensors at node 0. Use `GetInputsAt(0)` instead.",
                "KER201 at _dense.Output: Layer dense has multiple inbound nodes, hence the notion of \"layer output\" is ill-defined. Use `GetOutputAt(nodeIndex)` instead.",
            ],
            diagnostics);
    }
}
