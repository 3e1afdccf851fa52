namespace Keras.Models.Tests.Scenarios;

/// <summary>Trace, CheckNumerics and Profile: the user's debugger, since Call never runs.</summary>
public sealed class InspectionTests
{
    private const string Source =
        """
        public sealed partial class Tower : Model
        {
            [Dense(5, Activation = Activation.Tanh)] private readonly Dense _first;
            [Dropout(0.5f)] private readonly Dropout _dropout;
            [Dense(4)] private readonly Dense _second;
            public KerasTensor Call([Input(3)] KerasTensor x) => _second.Call(_dropout.Call(_first.Call(x)));
        }

        public sealed partial class M : Model
        {
            private readonly Tower _tower;
            [ReLU] private readonly ReLU _relu;
            [BatchNormalization] private readonly BatchNormalization _timer;
            [Flatten] private readonly Flatten _flatten;
            [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _output;

            public (KerasTensor Main, KerasTensor Sequence) Call([Input(3)] KerasTensor a, [Input(3)] KerasTensor b, [Input(None, 2)] KerasTensor t)
            {
                var left = _relu.Call(_tower.Call(a));
                var joined = _timer.Call(Concatenate([left, _tower.Call(b)], name: "joined"));
                return (_output.Call(_flatten.Call(joined)), Concatenate([t, t * 2.0], axis: 1));
            }
        }

        public static class Scenario
        {
            public static Tensor<float> Make(params int[] shape)
            {
                var random = new Random(shape[0]);
                var values = new float[shape.Aggregate(1, (x, y) => x * y)];
                for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle() * 2 - 1;
                return Tensor.Create(values, [.. shape.Select(length => (nint)length)]);
            }

            public static float[] Flat(Tensor<float> tensor) { var flat = new float[tensor.FlattenedLength]; tensor.FlattenTo(flat); return flat; }
            public static bool Close(Tensor<float> a, Tensor<float> b) => Flat(a).Zip(Flat(b), (x, y) => Math.Abs(x - y)).All(d => d < 1e-5f);
            private static readonly List<string> Faults = new();
            public static void Check(bool holds, string what) { if (!holds) Faults.Add(what); }

            public static string Run()
            {
                using var model = new M(seed: 1);
                RunAll(model);
                return string.Join("\n", Faults);
            }

        """;

    [Fact]
    public void Trace_gives_every_named_result() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll(M model)
            {
                var (a, b, t) = (Make(300, 3), Make(300, 3), Make(300, 2, 2));
                var trace = model.Trace(new(a, b, t));
                var (main, sequence) = model.Predict(new(a, b, t));
                string[] expected =
                [
                    "tower/first (Dense)", "tower/dropout (Dropout)", "tower/second (Dense)", "tower (Tower)", "relu (ReLU)",
                    "tower/first#1 (Dense)", "tower/dropout#1 (Dropout)", "tower/second#1 (Dense)", "tower#1 (Tower)", "joined (Concatenate)",
                    "timer (BatchNormalization)", "flatten (Flatten)", "output (Dense)", "multiply (Multiply)", "concatenate (Concatenate)",
                ];
                Check(trace.Select(entry => entry.ToString()[..(entry.ToString().IndexOf(')') + 1)]).SequenceEqual(expected), string.Join("; ", trace));
                Check(Close(trace["output"].Values, main) && Close(trace["concatenate"].Values, sequence), "outputs are Predict's");
                Check(trace["concatenate"].Shape == new TensorShape(300, 4, 2) && sequence.Lengths[1] == 4, "computed lengths");
                Check(Close(trace.GetOutputAt("tower", 0).Values, trace.GetOutputAt("tower/second", 0).Values), "a nested model's result is that of its last layer");
                Check(Close(trace.GetOutputAt("tower/dropout", 1).Values, trace.GetOutputAt("tower/first", 1).Values), "dropout does nothing");
                Check(Flat(trace["relu"].Values).Zip(Flat(trace.GetOutputAt("tower", 0).Values), (r, x) => r == Math.Max(x, 0)).All(s => s), "relu of the tower");
                using var tower = new Tower(first: model.Tower.First, second: model.Tower.Second);
                Check(Close(trace.GetOutputAt("tower", 1).Values, tower.Predict(b)), "the second call is of b");
                Check(trace.Of("tower").Count == 2 && Try(() => trace["tower"]).StartsWith("Layer tower has multiple inbound nodes") && Try(() => trace["nope"]).StartsWith("No such layer: nope."), "faults");
                Check(trace["relu"].Minimum == 0 && trace["relu"].Maximum > 0 && trace["relu"].Mean > 0 && trace.ToString().Contains("tower/first#1 (Dense)"), trace.ToString());
            }

            private static string Try(Func<object> access) { try { access(); return ""; } catch (ArgumentException fault) { return fault.Message; } }
        }
        """));

    [Fact]
    public void CheckNumerics_names_the_first_layer_at_fault() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll(M model)
            {
                var (a, b, t) = (Make(4, 3), Make(4, 3), Make(4, 2, 2));
                Check(model.CheckNumerics(new(a, b, t)) is null, "all is well");
                var bad = Make(4, 3);
                bad[1, 2] = float.NaN;
                var fault = model.CheckNumerics(new(a, bad, t));
                Check(fault?.ToString() == "b (InputLayer) has 1 NaN and 0 infinite of 12 values", fault?.ToString() ?? "nothing");
                model.Tower.Second.Bias!.Assign([0, float.PositiveInfinity, 0, 0]);
                fault = model.CheckNumerics(new(a, b, t));
                Check(fault?.ToString() == "tower/second (Dense) has 0 NaN and 4 infinite of 16 values; so has its weight tower/second/bias", fault?.ToString() ?? "nothing");
                Check(model.Trace(new(a, bad, t)).GetOutputAt("tower/first", 1).NaNCount == 5, "one row of NaN");
            }
        }
        """));

    [Fact]
    public void Fit_stops_at_the_step_whose_loss_is_no_number() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll(M model)
            {
                var (a, b, t) = (Make(8, 3), Make(8, 3), Make(8, 2, 2));
                model.CheckNumericsInFit = true;
                model.Compile(new SGD(0.1f), new(Main: Loss.BinaryCrossentropy));
                model.Fit(new(a, b, t), new(Main: Make(8, 1)), verbose: 0);
                model.Tower.First.Kernel.Assign(Enumerable.Repeat(float.NaN, 15).ToArray());
                var before = Flat(model.OutputLayer.Kernel.ToTensor());
                var message = "";
                try { model.Fit(new(a, b, t), new(Main: Make(8, 1)), epochs: 2, batchSize: 4, verbose: 0); }
                catch (ArithmeticException fault) { message = fault.Message; }
                Check(message == "In step 1 of epoch 1 the loss is NaN or infinite: tower/first (Dense) has 20 NaN and 0 infinite of 20 values; so has its weight tower/first/kernel.", message);
                Check(before.SequenceEqual(Flat(model.OutputLayer.Kernel.ToTensor())), "no weight has taken it up");
                model.CheckNumericsInFit = false;
                model.Fit(new(a, b, t), new(Main: Make(8, 1)), verbose: 0);
                Check(float.IsNaN(Flat(model.OutputLayer.Kernel.ToTensor())[0]), "without the check training goes on");
            }
        }
        """));

    [Fact]
    public void Profile_tells_time_and_bytes_of_each_step() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll(M model)
            {
                var profile = model.Profile(new(Make(32, 3), Make(32, 3), Make(32, 7, 2)), runs: 5);
                Check(profile.Runs == 5 && profile.Batch == 32 && profile.Steps.Count > 3, "what was run");
                Check(profile.Steps.All(step => step.Bytes > 0 && step.Time >= TimeSpan.Zero) && profile.Time > TimeSpan.Zero, profile.ToString());
                Check(profile.Steps.Any(step => step.Path == "tower/first"), profile.ToString());
                var first = profile.Steps.First(step => step.Path == "tower/first");
                Check(first.Bytes == 4 * (32 * 3 + 3 * 5 + 5 + 32 * 5), $"{first}");
                var text = new StringWriter();
                profile.Print(text);
                Check(text.ToString().StartsWith("Mean of 5 predictions of 32 samples\nLayer") && text.ToString().Contains("\ntotal"), text.ToString());
                Check(Throws(() => model.Profile(new(Make(32, 3), Make(32, 3), Make(32, 7, 2)), runs: 0)), "runs are checked");
            }

            private static bool Throws(Action action) { try { action(); return false; } catch (ArgumentOutOfRangeException) { return true; } }
        }
        """));
}
