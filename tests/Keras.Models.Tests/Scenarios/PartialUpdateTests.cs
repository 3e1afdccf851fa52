namespace Keras.Models.Tests.Scenarios;

/// <summary>Weights of which only touched rows are updated, or part by part, in whole models: against an optimizer that does not say that it
/// can and computes the same.</summary>
public sealed class PartialUpdateTests
{
    private const string Source =
        """
        public sealed partial class Words : Model
        {
            [Embedding(50, 6)] private readonly Embedding _words;
            [Embedding(20, 16), EmbeddingsRegularizer(Regularizer.L2)] private readonly Embedding _kinds;
            [LSTM(5)] private readonly LSTM _lstm;
            [Flatten] private readonly Flatten _flatten;
            [Dense(1)] private readonly Dense _out;

            public KerasTensor Call([Input(7, DType = DType.Int32)] KerasTensor first, [Input(7, DType = DType.Int32)] KerasTensor second, [Input(2)] KerasTensor kind) =>
                _out.Call(Concatenate([_lstm.Call(_words.Call(first)), _flatten.Call(_words.Call(second)), _flatten.Call(_kinds.Call(kind))]));
        }

        public sealed partial class Once : Model
        {
            [Embedding(50, 6)] private readonly Embedding _words;
            [LSTM(5)] private readonly LSTM _lstm;
            [Dense(1)] private readonly Dense _out;
            public KerasTensor Call([Input(7, DType = DType.Int32)] KerasTensor text) => _out.Call(_lstm.Call(_words.Call(text)));
        }

        public sealed partial class Projected : Model
        {
            [Embedding(50, 32)] private readonly Embedding _words;
            [LSTM(5)] private readonly LSTM _lstm;
            [Dense(1)] private readonly Dense _out;
            public KerasTensor Call([Input(7, DType = DType.Int32)] KerasTensor text) => _out.Call(_lstm.Call(_words.Call(text)));
        }

        public sealed partial class Large : Model
        {
            [Dense(1100, Activation = Activation.Relu)] private readonly Dense _wide;
            [Dense(1000)] private readonly Dense _large;
            [Dense(2)] private readonly Dense _out;
            public KerasTensor Call([Input(7)] KerasTensor x) => _out.Call(_large.Call(_wide.Call(x)));
        }

        /// <summary>RMSprop for whole weights.</summary>
        public sealed class WholeRMSprop() : Optimizer("whole", 0.001f)
        {
            protected override IReadOnlyList<SlotSpec> DeclareSlots() => [new("velocity")];

            protected override void Update(in VariableUpdate update)
            {
                var weight = update.Values;
                var gradient = update.Gradient;
                var velocity = update.Slot(0);
                for (var i = 0; i < weight.Length; i++)
                {
                    var g = gradient[i];
                    var v = 0.9f * velocity[i] + 0.1f * g * g;
                    velocity[i] = v;
                    weight[i] -= update.LearningRate * g / MathF.Sqrt(v + 1e-7f);
                }
            }
        }

        public static class Scenario
        {
            private static readonly List<string> Faults = new();
            private static void Check(bool holds, string what) { if (!holds) Faults.Add(what); }

            private static Tensor<int> Ids(int seed, int samples, int length, int words)
            {
                var random = new Random(seed);
                return Tensor.Create(Enumerable.Range(0, samples * length).Select(_ => (int)(words * Math.Pow(random.NextDouble(), 3))).ToArray(), [samples, length]);
            }

            private static Tensor<float> Numbers(int seed, int samples, int length, int below)
            {
                var random = new Random(seed);
                return Tensor.Create(Enumerable.Range(0, samples * length).Select(_ => (float)random.Next(below)).ToArray(), [samples, length]);
            }

            private static Words.Inputs Data(int samples) => new(Ids(1, samples, 7, 50), Ids(2, samples, 7, 50), Numbers(3, samples, 2, 20));
            private static Tensor<float> Targets(int samples) => Numbers(4, samples, 1, 2);

            private static float[] Weights(Model model) => model.GetWeights().SelectMany(tensor => Flat(tensor)).ToArray();
            private static float[] Flat(Tensor<float> tensor) { var flat = new float[tensor.FlattenedLength]; tensor.FlattenTo(flat); return flat; }
            private static float[] State(Model model) => model.Optimizer.State.SelectMany(slot => slot.Values.ToArray()).ToArray();
            private static bool Same(float[] a, float[] b) => a.Length == b.Length && a.Zip(b).All(pair => BitConverter.SingleToInt32Bits(pair.First + 0f) == BitConverter.SingleToInt32Bits(pair.Second + 0f));

            public static string Run()
            {
                RunAll();
                return string.Join("\n", Faults);
            }

        """;

    [Fact]
    public void Training_by_rows_is_training_as_a_whole() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll()
            {
                using var byRows = new Words(seed: 1);
                using var whole = new Words(seed: 1);
                byRows.Compile(new RMSprop(), Loss.MeanSquaredError);
                whole.Compile(new WholeRMSprop(), Loss.MeanSquaredError);
                for (var round = 0; round < 4; round++)
                {
                    byRows.Fit(Data(23), Targets(23), epochs: 5, batchSize: 2, verbose: 0);
                    whole.Fit(Data(23), Targets(23), epochs: 5, batchSize: 2, verbose: 0);
                    Check(Same(Weights(byRows), Weights(whole)), $"weights after round {round}");
                    if (round % 2 == 1) Check(Same(State(byRows), State(whole)), $"state after round {round}");
                    var gradients = byRows.GradientsOnBatch(Data(3), Targets(3));
                    var expected = whole.GradientsOnBatch(Data(3), Targets(3));
                    foreach (var (name, gradient) in expected) Check(Same(Flat(gradients[name]), Flat(gradient)), $"gradient of {name} after round {round}");
                }
            }
        }
        """));

    [Fact]
    public void Rows_of_earlier_batches_do_not_come_back() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll()
            {
                using var model = new Once(seed: 1);
                model.Compile(new RMSprop(), Loss.MeanSquaredError);
                model.Fit(Ids(5, 30, 7, 50), Targets(30), epochs: 2, batchSize: 4, verbose: 0);
                var some = Tensor.Create(Enumerable.Repeat(11, 7).ToArray(), [1, 7]);
                var gradient = Flat(model.GradientsOnBatch(some, Targets(1))["words/embeddings"]);
                for (var i = 0; i < gradient.Length; i++)
                    Check((gradient[i] != 0f) == (i / 6 == 11), $"element {i} of the gradient is {gradient[i]}");
                var before = Flat(model.Words.Embeddings.ToTensor());
                model.TrainOnBatch(some, Targets(1));
                var after = Flat(model.Words.Embeddings.ToTensor());
                for (var i = 0; i < after.Length; i++) Check((after[i] != before[i]) == (i / 6 == 11), $"element {i} of the table");
            }
        }
        """));

    [Fact]
    public void State_outlives_the_next_compile_and_a_shared_table() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll()
            {
                using var through = new Once(seed: 1);
                using var again = new Once(seed: 1);
                through.Compile(new RMSprop(), Loss.MeanSquaredError);
                var optimizer = new RMSprop();
                again.Compile(optimizer, Loss.MeanSquaredError);
                for (var round = 0; round < 3; round++)
                {
                    through.Fit(Ids(6, 12, 7, 50), Targets(12), epochs: 3, batchSize: 4, verbose: 0);
                    again.Fit(Ids(6, 12, 7, 50), Targets(12), epochs: 3, batchSize: 4, verbose: 0);
                    again.Compile(optimizer, Loss.MeanSquaredError);
                }
                Check(Same(State(through), State(again)), "state");
                Check(Same(Weights(through), Weights(again)), "weights");

                // The table of a trained model in another one, frozen there.
                using var other = new Once(seed: 2, words: through.Words);
                var table = Flat(through.Words.Embeddings.ToTensor());
                other.Words.Trainable = false;
                other.Compile(new RMSprop(), Loss.MeanSquaredError);
                other.Fit(Ids(6, 12, 7, 50), Targets(12), epochs: 2, batchSize: 4, verbose: 0);
                Check(Same(table, Flat(through.Words.Embeddings.ToTensor())), "a frozen table stays");
            }
        }
        """));

    [Fact]
    public void Rows_that_are_a_product_are_updated_as_they_are_made() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll()
            {
                using var byRows = new Projected(seed: 1);
                using var whole = new Projected(seed: 1);
                byRows.Compile(new RMSprop(), Loss.MeanSquaredError);
                whole.Compile(new WholeRMSprop(), Loss.MeanSquaredError);
                for (var round = 0; round < 3; round++)
                {
                    byRows.Fit(Ids(5, 23, 7, 50), Targets(23), epochs: 4, batchSize: 4, verbose: 0);
                    whole.Fit(Ids(5, 23, 7, 50), Targets(23), epochs: 4, batchSize: 4, verbose: 0);
                    Check(Same(Weights(byRows), Weights(whole)), $"weights after round {round}");
                    if (round == 1) Check(Same(State(byRows), State(whole)), $"state after round {round}");
                    var gradients = byRows.GradientsOnBatch(Ids(6, 3, 7, 50), Targets(3));
                    foreach (var (name, gradient) in whole.GradientsOnBatch(Ids(6, 3, 7, 50), Targets(3)))
                        Check(Same(Flat(gradients[name]), Flat(gradient)), $"gradient of {name} after round {round}");
                }
                var slot = byRows.Optimizer.State.First(s => s.Variable.Path == "words/embeddings");
                Check(slot.Variable.Gradient.Length == slot.Values.Length, "the whole gradient on demand");
            }
        }
        """));

    [Fact]
    public void A_large_weight_is_updated_in_parts_as_it_is_as_a_whole() => Assert.Equal("", Scenario.Run(Source +
        """
            private static void RunAll()
            {
                using var inParts = new Large(seed: 1);
                using var whole = new Large(seed: 1);
                inParts.Compile(new RMSprop(), Loss.MeanSquaredError);
                whole.Compile(new WholeRMSprop(), Loss.MeanSquaredError);
                for (var round = 0; round < 2; round++)
                {
                    inParts.Fit(Numbers(5, 7, 7, 4), Numbers(6, 7, 2, 3), epochs: 2, batchSize: 3, verbose: 0);
                    whole.Fit(Numbers(5, 7, 7, 4), Numbers(6, 7, 2, 3), epochs: 2, batchSize: 3, verbose: 0);
                    Check(Same(Weights(inParts), Weights(whole)), $"weights after round {round}");
                    Check(Same(State(inParts), State(whole)), $"state after round {round}");
                    var gradients = inParts.GradientsOnBatch(Numbers(5, 7, 7, 4), Numbers(6, 7, 2, 3));
                    foreach (var (name, gradient) in whole.GradientsOnBatch(Numbers(5, 7, 7, 4), Numbers(6, 7, 2, 3)))
                        Check(Same(Flat(gradients[name]), Flat(gradient)), $"gradient of {name} after round {round}");
                }
                var slot = inParts.Optimizer.State.First(s => s.Variable.Path == "large/kernel");
                Check(slot.Variable.Gradient.Length == slot.Values.Length, "the whole gradient on demand");
            }
        }
        """));
}
