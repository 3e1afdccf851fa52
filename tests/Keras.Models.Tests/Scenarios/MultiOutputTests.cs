namespace Keras.Models.Tests.Scenarios;

/// <summary>Several inputs and outputs, trained as the guide's chapter does: by typed names, or one loss for all.</summary>
public sealed class MultiOutputTests
{
    private const string Source =
        """
        public sealed partial class Headline : Model
        {
            [Dense(8, Activation = Activation.Relu)] private readonly Dense _encoder, _dense;
            [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _mainOutput, _auxOutput;

            public (KerasTensor MainOutput, KerasTensor AuxOutput) Call([Input(6)] KerasTensor mainInput, [Input(5)] KerasTensor auxInput)
            {
                var encoded = _encoder.Call(mainInput);
                return (_mainOutput.Call(_dense.Call(Concatenate([encoded, auxInput]))), _auxOutput.Call(encoded));
            }
        }

        public static class Scenario
        {
            public static Tensor<float> Make(int seed, params int[] shape)
            {
                var random = new Random(seed);
                var values = new float[shape.Aggregate(1, (x, y) => x * y)];
                for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle();
                return Tensor.Create(values, [.. shape.Select(length => (nint)length)]);
            }

            private static readonly (Tensor<float> Titles, Tensor<float> Extra) X = (Make(1, 16, 6), Make(2, 16, 5));
            private static readonly (Tensor<float> Main, Tensor<float> Aux) Y = (Make(3, 16, 1), Make(4, 16, 1));
            private static readonly Tensor<float> Weight = Make(5, 16);

            public static float[] Flat(Tensor<float> tensor) { var flat = new float[tensor.FlattenedLength]; tensor.FlattenTo(flat); return flat; }
            private static double Crossentropy(float p, float y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));
            private static double Mean(Tensor<float> p, Tensor<float> y, Func<float, float, double> loss, Tensor<float>? weights = null) =>
                Flat(p).Zip(Flat(y), (a, b) => loss(a, b)).Zip(weights is null ? Enumerable.Repeat(1f, 16) : Flat(weights), (l, w) => l * w).Average();
            private static double Square(float p, float y) => (p - y) * (p - y);
            private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-5;

            private static readonly List<string> Faults = new();
            public static void Check(bool holds, string what) { if (!holds) Faults.Add(what); }

            public static string Run()
            {
                using var model = new Headline(seed: 1);
                RunAll(model);
                return string.Join("\n", Faults);
            }

        """;

    [Fact]
    public void One_loss_serves_all_outputs_with_weights() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll(Headline model)
            {
                model.Compile(new RMSprop(), Loss.BinaryCrossentropy, lossWeights: new(MainOutput: 1f, AuxOutput: 0.2f));
                var (main, aux) = model.Predict(new(X.Titles, X.Extra));
                var (mainLoss, auxLoss) = (Mean(main, Y.Main, Crossentropy), Mean(aux, Y.Aux, Crossentropy));
                var figures = model.Evaluate(new(X.Titles, X.Extra), new(Y.Main, Y.Aux), verbose: 0);
                Check(model.MetricsNames.SequenceEqual(["loss", "main_output_loss", "aux_output_loss"]), string.Join(", ", model.MetricsNames));
                Check(Near(figures["loss"], mainLoss + 0.2 * auxLoss) && Near(figures["main_output_loss"], mainLoss) && Near(figures["aux_output_loss"], auxLoss), $"{figures}");
                var history = model.Fit(new(X.Titles, X.Extra), new(Y.Main, Y.Aux), epochs: 20, batchSize: 4, verbose: 0, validationData: new(new(X.Titles, X.Extra), new(Y.Main, Y.Aux)));
                Check(history.Keys.SequenceEqual(["aux_output_loss", "loss", "main_output_loss", "val_aux_output_loss", "val_loss", "val_main_output_loss"]), string.Join(", ", history.Keys));
                Check(history["loss"][19] < history["loss"][0] && history["loss"].Count == 20, "training goes down");
            }
        }
        """));

    [Fact]
    public void Losses_weights_and_metrics_go_by_the_names_of_the_outputs() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll(Headline model)
            {
                model.Compile(
                    new Adam(), loss: new(MainOutput: Loss.BinaryCrossentropy, AuxOutput: Loss.MeanSquaredError), lossWeights: new(AuxOutput: 0.5f),
                    metrics: new(MainOutput: [Metric.Accuracy, Metric.MeanAbsoluteError]), weightedMetrics: new(AuxOutput: [Metric.MeanAbsoluteError]));
                var (main, aux) = model.Predict(new(X.Titles, X.Extra));
                var figures = model.Evaluate(new(X.Titles, X.Extra), new(Y.Main, Y.Aux), verbose: 0, sampleWeight: new(AuxOutput: Weight));
                var (mainLoss, auxLoss) = (Mean(main, Y.Main, Crossentropy), Mean(aux, Y.Aux, Square, Weight));
                Check(Near(figures["main_output_loss"], mainLoss) && Near(figures["aux_output_loss"], auxLoss) && Near(figures["loss"], mainLoss + 0.5 * auxLoss), $"{figures}");
                Check(Near(figures["main_output_mean_absolute_error"], Mean(main, Y.Main, (p, y) => Math.Abs(p - y))), "a metric without weights");
                Check(Near(figures["aux_output_mean_absolute_error"], Mean(aux, Y.Aux, (p, y) => Math.Abs(p - y), Weight) / Flat(Weight).Average()), "a metric with weights");
                var history = model.Fit(new(X.Titles, X.Extra), new(Y.Main, Y.Aux), epochs: 2, verbose: 0, sampleWeight: Weight);
                Check(history.Keys.SequenceEqual(
                    ["aux_output_loss", "aux_output_mean_absolute_error", "loss", "main_output_accuracy", "main_output_loss", "main_output_mean_absolute_error"]), string.Join(", ", history.Keys));
            }
        }
        """));

    [Fact]
    public void An_output_without_a_loss_is_left_alone() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll(Headline model)
            {
                var before = Flat(model.MainOutput.Kernel.ToTensor());
                model.Compile(new SGD(0.5f), new(AuxOutput: Loss.BinaryCrossentropy));
                var history = model.Fit(new(X.Titles, X.Extra), new(AuxOutput: Y.Aux), epochs: 3, verbose: 0);
                Check(before.SequenceEqual(Flat(model.MainOutput.Kernel.ToTensor())), "nothing flows into the other output's layers");
                Check(history["loss"][2] < history["loss"][0] && history.Keys.SequenceEqual(["aux_output_loss", "loss"]), string.Join(", ", history.Keys));
                Check(Try(() => model.Fit(new(X.Titles, X.Extra), new(MainOutput: Y.Main), verbose: 0)).Contains("aux_output"), "a missing target is named");
                Check(Try(() => model.Compile(new SGD(), new())).Contains("\"main_output\" or \"aux_output\""), "no loss at all is refused");
            }

            private static string Try(Action action) { try { action(); return ""; } catch (ArgumentException fault) { return fault.Message; } }
        }
        """));
}
