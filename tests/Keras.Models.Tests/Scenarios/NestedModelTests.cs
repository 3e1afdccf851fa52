namespace Keras.Models.Tests.Scenarios;

/// <summary>Models as layers: nested, shared, taken over by other models, their layers' results used outside, from other assemblies.</summary>
public sealed class NestedModelTests
{
    private const string Tower =
        """
        public sealed partial class Tower : Model
        {
            [Dense(5, Activation = Activation.Tanh)] private readonly Dense _first;
            [Dense(4, Activation = Activation.Relu)] private readonly Dense _second;
            public KerasTensor Call([Input(3)] KerasTensor x) => _second.Call(_first.Call(x));
        }

        public sealed partial class Pair : Model
        {
            private readonly Tower _tower;
            [Dense(2)] private readonly Dense _mix;
            public (KerasTensor Left, KerasTensor Mixed) Call([Input(3)] KerasTensor a, [Input(3)] KerasTensor b)
            {
                var left = _tower.Call(a);
                return (left, _mix.Call(Concatenate([left, _tower.Call(b)])));
            }
        }

        """;

    private const string Data =
        """
        public static class Data
        {
            public static Tensor<float> Make(int rows, int columns, int seed)
            {
                var random = new Random(seed);
                var values = new float[rows * columns];
                for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle() * 2 - 1;
                return Tensor.Create(values, [rows, columns]);
            }

            public static float[] Flat(Tensor<float> tensor) { var flat = new float[tensor.FlattenedLength]; tensor.FlattenTo(flat); return flat; }
            public static bool Same(Tensor<float> a, Tensor<float> b) => Flat(a).Zip(Flat(b), (x, y) => Math.Abs(x - y)).All(d => d < 1e-5f);
            public static bool Same(float[][] a, float[][] b) => a.Zip(b, (x, y) => x.SequenceEqual(y)).All(s => s);
            public static float[][] Weights(Layer layer) => layer.GetWeights().Select(Flat).ToArray();

            private static readonly List<string> Faults = new();
            public static void Check(bool holds, string what) { if (!holds) Faults.Add(what); }
            public static string Report() => string.Join("\n", Faults);
        }

        """;

    [Fact]
    public void Intermediate_results_of_a_nested_model_are_tensors_of_the_model_around_it() => Assert.Equal("", Scenario.Run(Tower + Data +
        """
        public sealed partial class Extractor : Model
        {
            private readonly Pair _pair;
            [Dense(3)] private readonly Dense _head;
            public (KerasTensor Features, KerasTensor First, KerasTensor Head) Call([Input(3)] KerasTensor a, [Input(3)] KerasTensor b)
            {
                Debug.Assert(_pair.GetLayer<Tower>("tower").GetLayer<Dense>("first").OutputShape == new TensorShape(None, 5));
                var (left, mixed) = _pair.Call(a, b);
                var tower = _pair.GetLayer<Tower>("tower");
                var first = tower.GetLayer<Dense>("first");
                Debug.Assert(first.GetInputAt(0) == a && first.GetInputAt(1) == b && tower.GetOutputAt(0) == left);
                Debug.Assert(_pair.GetLayer<Dense>("mix").Output == mixed && first.GetOutputAt(1) == first.GetOutputAt(1) && first.GetOutputAt(0) != first.GetOutputAt(1));
                return (tower.GetLayer<Dense>("second").GetOutputAt(1), first.GetOutputAt(0), _head.Call(Concatenate([first.GetOutputAt(1), mixed])));
            }
        }

        public static class Scenario
        {
            public static string Run()
            {
                using var model = new Extractor(seed: 3);
                var (a, b) = (Data.Make(6, 3, 1), Data.Make(6, 3, 2));
                var (features, first, head) = model.Predict(new(a, b));
                using var tower = new Tower(first: model.Pair.Tower.First, second: model.Pair.Tower.Second);
                Data.Check(Data.Same(features, tower.Predict(b)), "what the tower made of b");
                var trace = tower.Trace(a);
                Data.Check(Data.Same(first, trace["first"].Values), "the first layer of the tower on a");
                Data.Check(model.Head.Input.Name == "concatenate" && model.Head.InputShape == new TensorShape(Axis.None, 7), "shapes go on");
                model.Compile(new SGD(0.1f), Loss.MeanSquaredError);
                var before = Data.Weights(model.Pair.Tower.First);
                var history = model.Fit(new(a, b), new(Data.Make(6, 4, 3), Data.Make(6, 5, 4), Data.Make(6, 3, 5)), epochs: 30, verbose: 0);
                Data.Check(history["loss"][29] < history["loss"][0], $"training goes down: {history["loss"][0]} to {history["loss"][29]}");
                Data.Check(!Data.Same(before, Data.Weights(model.Pair.Tower.First)), "training reaches the inner layers");
                var summary = model.SummaryText(200);
                Data.Check(summary.Contains("pair/tower/first[1][0]"), summary);
                return Data.Report();
            }
        }
        """));

    [Fact]
    public void A_feature_extractor_of_a_nested_model_trains_and_freezes() => Assert.Equal("", Scenario.Run(Tower + Data +
        """
        public sealed partial class Features : Model
        {
            [Layer(Trainable = false)] private readonly Tower _tower;
            [Dense(1)] private readonly Dense _head;
            public KerasTensor Call([Input(3)] KerasTensor x)
            {
                _tower.Call(x);
                return _head.Call(_tower.GetLayer<Dense>("first").Output);
            }
        }

        public static class Scenario
        {
            public static string Run()
            {
                using var model = new Features(seed: 3);
                var (x, y) = (Data.Make(40, 3, 1), Data.Make(40, 1, 2));
                model.Compile(new Adam(0.01f), Loss.MeanSquaredError);
                var before = Data.Weights(model.Tower);
                model.Fit(x, y, epochs: 3, verbose: 0);
                Data.Check(Data.Same(before, Data.Weights(model.Tower)), "a frozen nested model stays");
                model.Tower.Trainable = true;
                model.Compile(new Adam(0.01f), Loss.MeanSquaredError);
                model.Fit(x, y, epochs: 3, verbose: 0);
                Data.Check(!Data.Same(before, Data.Weights(model.Tower)), "it trains when it is thawed and compiled");
                Data.Check(Data.Flat(model.Tower.Second.GetWeights()[0]).SequenceEqual(before[2]), "what no output depends on gets no gradient");
                return Data.Report();
            }
        }
        """));

    [Fact]
    public void Trained_parts_are_taken_over_through_the_constructor() => Assert.Equal("", Scenario.Run(Tower + Data +
        """
        public sealed partial class Head : Model
        {
            private readonly Tower _tower;
            [Dense(1)] private readonly Dense _head;
            public KerasTensor Call([Input(3)] KerasTensor x) => _head.Call(_tower.Call(x));
        }

        public sealed partial class Narrow : Model
        {
            [Dense(6, Activation = Activation.Tanh)] private readonly Dense _first;
            public KerasTensor Call([Input(3)] KerasTensor x) => _first.Call(x);
        }

        public sealed partial class Wide : Model
        {
            [Dense(5, Activation = Activation.Tanh)] private readonly Dense _first;
            public KerasTensor Call([Input(9)] KerasTensor x) => _first.Call(x);
        }

        public sealed partial class Deep : Model
        {
            [Repeat(2)] private readonly Tower[] _towers;
            [Dense(3), Repeat(2)] private readonly Dense[] _turns;
            public KerasTensor Call([Input(3)] KerasTensor x)
            {
                for (var i = 0; i < _towers.Length; i++) x = _turns[i].Call(_towers[i].Call(x));
                return x;
            }
        }

        public static class Scenario
        {
            public static string Run()
            {
                using var pair = new Pair(seed: 1);
                using var head = new Head(seed: 2, tower: pair.Tower);
                using var apart = new Head(seed: 2, tower: new Tower(first: pair.Tower.First));
                Data.Check(ReferenceEquals(head.Tower, pair.Tower) && ReferenceEquals(apart.Tower.First, pair.Tower.First), "the same objects");
                Data.Check(!ReferenceEquals(apart.Tower.Second, pair.Tower.Second), "what was not given is new");

                var x = Data.Make(32, 3, 1);
                var before = Data.Flat(pair.Predict(new(x, x)).Left);
                head.Compile(new Adam(0.01f), Loss.MeanSquaredError);
                head.Fit(x, Data.Make(32, 1, 2), epochs: 2, verbose: 0);
                Data.Check(!before.SequenceEqual(Data.Flat(pair.Predict(new(x, x)).Left)), "training one changes the other");
                pair.Compile(new Adam(0.01f), Loss.MeanSquaredError);
                pair.Fit(new(x, x), new(Data.Make(32, 4, 3), Data.Make(32, 2, 4)), epochs: 2, verbose: 0);
                head.Fit(x, Data.Make(32, 1, 2), epochs: 2, verbose: 0);
                Data.Check(Data.Same(Data.Weights(head.Tower), Data.Weights(pair.Tower)), "both train the same weights in turn");

                var file = Path.Combine(Path.GetTempPath(), $"keras-{Guid.NewGuid():N}.safetensors");
                head.Save(file);
                using var loaded = new Head(seed: 77);
                loaded.Load(file);
                File.Delete(file);
                Data.Check(Data.Same(loaded.Predict(x), head.Predict(x)), "saved and loaded");

                var narrow = Try(() => new Tower(first: new Narrow().First));
                Data.Check(narrow.Contains("has another configuration: expected Dense(") && narrow.Contains("Units=5") && narrow.Contains("Units=6"), narrow);
                Data.Check(Try(() => new Tower(first: new Wide().First)).Contains("kernel (3, 5)"), Try(() => new Tower(first: new Wide().First)));

                using var deep = new Deep(seed: 5);
                Data.Check(!Data.Same(Data.Weights(deep.Towers[0]), Data.Weights(deep.Towers[1])), "repeated models have weights of their own");
                using var sharing = new Deep(seed: 6, towers: [pair.Tower, deep.Towers[1]]);
                Data.Check(ReferenceEquals(sharing.Towers[0], pair.Tower), "repeated models are taken over one by one");
                Data.Check(Try(() => new Deep(towers: [pair.Tower])).Contains("is declared with 2 layers; 1 were given"), "their number is checked");
                Data.Check(deep.GetLayer<Tower>("towers_1").GetLayer<Dense>("second").OutputShape == new TensorShape(Axis.None, 4), "by name");

                // One layer twice in one model: its weights are saved and trained once.
                using var twins = new Deep(seed: 7, towers: [pair.Tower, pair.Tower]);
                twins.Compile(new SGD(0.1f), Loss.MeanSquaredError);
                var kept = Data.Weights(pair.Tower);
                var gradient = twins.GradientsOnBatch(x, Data.Make(32, 3, 5))["towers_0/first/kernel"];
                twins.TrainOnBatch(x, Data.Make(32, 3, 5));
                var stepped = Data.Flat(gradient).Zip(kept[0], (g, w) => w - 0.1f * g).Zip(Data.Flat(pair.Tower.First.GetWeights()[0]), (e, w) => Math.Abs(e - w)).Max();
                Data.Check(stepped < 1e-6f && !Data.Same(kept, Data.Weights(pair.Tower)), $"twins train by the sum of both gradients: {stepped}");
                Data.Check(twins.CountParams() == pair.Tower.CountParams() + 2 * (4 * 3 + 3), $"twins count once: {twins.CountParams()}");
                return Data.Report();
            }

            private static string Try(Func<object> make)
            {
                try { make(); return "no fault"; }
                catch (ArgumentException fault) { return fault.Message; }
            }
        }
        """));

    [Fact]
    public void The_summary_expands_nested_models() => Assert.Equal(
        """
        Model: "top"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                      ┃ Output Shape              ┃        Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━┩
        │ x (InputLayer)                    │ (None, 3)                 │              0 │
        ├───────────────────────────────────┼───────────────────────────┼────────────────┤
        │ middle (Functional)               │ (None, 3)                 │             59 │
        ├───────────────────────────────────┼───────────────────────────┼────────────────┤
        │    └ x (InputLayer)               │ (None, 3)                 │              0 │
        ├───────────────────────────────────┼───────────────────────────┼────────────────┤
        │    └ tower (Functional)           │ (None, 4)                 │             44 │
        ├───────────────────────────────────┼───────────────────────────┼────────────────┤
        │       └ x (InputLayer)            │ (None, 3)                 │              0 │
        ├───────────────────────────────────┼───────────────────────────┼────────────────┤
        │       └ first (Dense)             │ (None, 5)                 │             20 │
        ├───────────────────────────────────┼───────────────────────────┼────────────────┤
        │       └ second (Dense)            │ (None, 4)                 │             24 │
        ├───────────────────────────────────┼───────────────────────────┼────────────────┤
        │    └ turn (Dense)                 │ (None, 3)                 │             15 │
        ├───────────────────────────────────┼───────────────────────────┼────────────────┤
        │ head (Dense)                      │ (None, 1)                 │              4 │
        └───────────────────────────────────┴───────────────────────────┴────────────────┘
         Total params: 63 (252.00 B)
         Trainable params: 4 (16.00 B)
         Non-trainable params: 59 (236.00 B)

        """.ReplaceLineEndings("\n"),
        Scenario.Run(Tower +
            """
            public sealed partial class Middle : Model
            {
                private readonly Tower _tower;
                [Dense(3)] private readonly Dense _turn;
                public KerasTensor Call([Input(3)] KerasTensor x) => _turn.Call(_tower.Call(x));
            }

            public sealed partial class Top : Model
            {
                [Layer(Trainable = false)] private readonly Middle _middle;
                [Dense(1)] private readonly Dense _head;
                public KerasTensor Call([Input(3)] KerasTensor x) => _head.Call(_middle.Call(x));
            }

            public static class Scenario { public static string Run() => new Top().SummaryText(82, expandNested: true); }
            """));

    /// <summary>What lies within a frozen model is frozen with it.</summary>
    [Fact]
    public void A_summary_says_which_layers_of_nested_models_train() => Assert.Equal("- N - N N Y", Scenario.Run(Tower +
        """
        public sealed partial class Top : Model
        {
            [Layer(Trainable = false)] private readonly Tower _tower;
            [Dense(1)] private readonly Dense _head;
            public KerasTensor Call([Input(3)] KerasTensor x) => _head.Call(_tower.Call(x));
        }

        public static class Scenario
        {
            public static string Run() => string.Join(" ", new Top().SummaryText(120, expandNested: true, showTrainable: true).Split('\n')
                .Where(line => line.StartsWith('│')).Select(line => line.TrimEnd('│').Split('│')[^1].Trim()));
        }
        """));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Models_of_other_assemblies_are_nested(bool asCompilation)
    {
        var library = new Scenario("namespace Parts;\n" + Tower.Replace("private readonly Tower _tower", "private readonly Parts.Tower _tower", StringComparison.Ordinal));
        var middle = new Scenario(
            """
            namespace Middle;
            public sealed partial class Outer : Model
            {
                private readonly Parts.Pair _pair;
                [Dense(2)] private readonly Dense _head;
                public KerasTensor Call([Input(3)] KerasTensor x)
                {
                    var (left, mixed) = _pair.Call(x, x * 2.0);
                    return _head.Call(Concatenate([left, mixed, _pair.GetLayer<Parts.Tower>("tower").GetLayer<Dense>("first").GetOutputAt(1)]));
                }
            }
            """, [library], asCompilation);
        var application = new Scenario(Data +
            """
            public sealed partial class Top : Model
            {
                private readonly Middle.Outer _outer;
                private readonly Parts.Tower _tower;
                public (KerasTensor A, KerasTensor B) Call([Input(3)] KerasTensor x) => (_outer.Call(x), _tower.Call(x));
            }

            public static class Scenario
            {
                public static string Run()
                {
                    using var pair = new Parts.Pair(seed: 1);
                    using var top = new Top(seed: 2, outer: new Middle.Outer(seed: 4, pair: pair), tower: pair.Tower);
                    var x = Data.Make(16, 3, 1);
                    Data.Check(Data.Same(top.Predict(x).B, pair.Predict(new(x, x)).Left), "weights are shared over assemblies");
                    top.Compile(new RMSprop(), Loss.MeanSquaredError);
                    top.Fit(x, new(Data.Make(16, 2, 3), Data.Make(16, 4, 4)), epochs: 2, verbose: 0);
                    Data.Check(Data.Same(top.Predict(x).B, pair.Predict(new(x, x)).Left), "also after training");
                    Data.Check(top.Trace(x).GetOutputAt("outer/pair/tower/first", 1).Shape == new TensorShape(16, 5), "traced through assemblies");
                    var wrong = 0;
                    try { _ = top.Outer.Pair.Tower.GetOutputAt(2); } catch (ArgumentException) { wrong++; }
                    Data.Check(wrong == 1, "nodes of models of other assemblies");
                    return Data.Report();
                }
            }
            """, [library, middle], asCompilation);
        Assert.Equal("", application.Run());
        Assert.Equal(
            ["KER204 at 2: Asked to get output at node 2, but the layer has only 2 inbound nodes. The layer is tower."], application.Diagnostics());
    }

    [Fact]
    public void A_cycle_and_a_call_of_an_inner_layer_are_told()
    {
        Assert.Equal(
            ["KER027 at _b: The model 'A' contains itself by way of 'A -> B -> A'", "KER027 at _a: The model 'B' contains itself by way of 'B -> A -> B'"],
            new Scenario(
                """
                public sealed partial class A : Model { private readonly B _b; public KerasTensor Call([Input(3)] KerasTensor x) => _b.Call(x); }
                public sealed partial class B : Model { private readonly A _a; public KerasTensor Call([Input(3)] KerasTensor x) => _a.Call(x); }
                """).Diagnostics());
        Assert.Equal(
            ["KER217 at _tower.GetLayer<Dense>(\"first\").Call(x): Call of a layer of a nested model cannot be evaluated at compile time for the layer 'first'"],
            new Scenario(Tower + "public sealed partial class M : Model { private readonly Tower _tower; public KerasTensor Call([Input(3)] KerasTensor x) "
                + "=> Concatenate([_tower.Call(x), _tower.GetLayer<Dense>(\"first\").Call(x)]); }").Diagnostics());
    }
}
