namespace Keras.Models.Tests.Scenarios;

/// <summary>What predictions make of the weights once is made anew after every change of them, however it comes about. What each layer makes
/// by itself, as <c>Trace</c> says it, is the measure.</summary>
public sealed class PreparedWeightsTests
{
    private const string Models =
        """
        public sealed partial class Text : Model
        {
            [Embedding(50, 12)]  private readonly Embedding _embedding;
            [LSTM(3)]            private readonly LSTM _lstm;
            public KerasTensor Call([Input(4, DType = DType.Int32)] KerasTensor words) => _lstm.Call(_embedding.Call(words));
        }

        public sealed partial class Both : Model
        {
            private readonly Text _text;
            [Conv2D(6, 3)]       private readonly Conv2D _conv;
            [BatchNormalization] private readonly BatchNormalization _norm;
            [Flatten]            private readonly Flatten _flatten;
            [Dense(40)]          private readonly Dense _wide;
            [Dense(2)]           private readonly Dense _out;
            public KerasTensor Call([Input(4, DType = DType.Int32)] KerasTensor words, [Input(5, 5, 1)] KerasTensor image) =>
                _out.Call(_wide.Call(Concatenate([_text.Call(words), _flatten.Call(_norm.Call(_conv.Call(image)))])));
        }

        public static class Data
        {
            public static readonly Tensor<int> Words = Tensor.Create(Enumerable.Range(0, 32).Select(i => i * 7 % 50).ToArray(), [8, 4]);
            public static readonly Tensor<float> Image = Tensor.Create(Enumerable.Range(0, 200).Select(i => MathF.Sin(i)).ToArray(), [8, 5, 5, 1]);
            public static readonly Tensor<float> Target = Tensor.Create(Enumerable.Range(0, 16).Select(i => MathF.Cos(i)).ToArray(), [8, 2]);

            public static Tensor<float> Raised(Tensor<float> tensor)
            {
                var values = new float[tensor.FlattenedLength];
                tensor.FlattenTo(values);
                return Tensor.Create(values.Select(v => v + 1f).ToArray(), tensor.Lengths);
            }

            public static float[] Predict(Both model) { var y = new float[16]; Tensor<float> output = model.Predict(new(Words, Image)); output.FlattenTo(y); return y; }

            public static float[] Traced(Both model) { var y = new float[16]; model.Trace(new(Words, Image))["out"].Values.FlattenTo(y); return y; }

            public static bool Close(float[] a, float[] b) => a.Zip(b).All(p => MathF.Abs(p.First - p.Second) < 1e-4f * MathF.Max(1f, MathF.Abs(p.Second)));

            public static void Check(Both model, string after, float[]? before = null)
            {
                var now = Predict(model);
                if (!Close(now, Traced(model))) throw new Exception($"stale after {after}");
                if (before is not null && Close(now, before)) throw new Exception($"nothing has changed after {after}");
            }
        }

        """;

    [Fact]
    public void Every_change_of_weights_is_seen() => Assert.Equal("", Scenario.Run(Models +
        """
        public static class Scenario
        {
            public static string Run()
            {
                using var model = new Both(seed: 1);
                Data.Check(model, "construction");
                foreach (var weight in model.Weights)
                {
                    var old = Data.Predict(model);
                    weight.Assign(Enumerable.Range(0, weight.Count).Select(i => (weight.Trainable ? 0.1f : 0.6f) + 0.3f * MathF.Sin(i)).ToArray());
                    Data.Check(model, weight.Path, old);
                }
                var before = Data.Predict(model);
                var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".safetensors");
                using (var other = new Both(seed: 2)) other.Save(file);
                model.Load(file);
                File.Delete(file);
                Data.Check(model, "loading", before);

                before = Data.Predict(model);
                model.Compile(new SGD(0.01f), Loss.MeanSquaredError);
                model.TrainOnBatch(new(Data.Words, Data.Image), new(Data.Target));
                Data.Check(model, "a step", before);
                before = Data.Predict(model);
                model.Fit(new(Data.Words, Data.Image), new(Data.Target), epochs: 2, batchSize: 4, verbose: 0);
                Data.Check(model, "training", before);
                before = Data.Predict(model);
                var weights = model.Text.Embedding.GetWeights();
                model.Text.Embedding.SetWeights([.. weights.Select(Data.Raised)]);
                Data.Check(model, "setting", before);

                // A model that borrows a layer sees what happens to it elsewhere.
                using var borrower = new Both(seed: 3, text: model.Text);
                Data.Check(borrower, "sharing");
                before = Data.Predict(borrower);
                model.Fit(new(Data.Words, Data.Image), new(Data.Target), epochs: 1, batchSize: 4, verbose: 0);
                Data.Check(borrower, "training of the lender", before);
                model.Dispose();
                Data.Check(borrower, "disposal of the lender");
                return "";
            }
        }
        """));

    [Fact]
    public void Threads_may_meet_on_the_first_call_and_during_training() => Assert.Equal("", Scenario.Run(Models +
        """
        public static class Scenario
        {
            public static string Run()
            {
                using var model = new Both(seed: 1);
                using var twin = new Both(seed: 1);
                var expected = Data.Predict(twin);
                using var start = new System.Threading.Barrier(6);
                var faults = new System.Collections.Concurrent.ConcurrentQueue<string>();
                var threads = Enumerable.Range(0, 6).Select(_ => new System.Threading.Thread(() =>
                {
                    start.SignalAndWait();
                    for (var i = 0; i < 20; i++)
                        if (!Data.Predict(model).SequenceEqual(expected)) faults.Enqueue("another result");
                })).ToList();
                threads.ForEach(thread => thread.Start());
                threads.ForEach(thread => thread.Join());

                model.Compile(new SGD(0.01f), Loss.MeanSquaredError);
                var training = System.Threading.Tasks.Task.Run(() => model.Fit(new(Data.Words, Data.Image), new(Data.Target), epochs: 100, batchSize: 2, verbose: 0));
                while (!training.IsCompleted)
                    if (Data.Predict(model).Any(y => !float.IsFinite(y))) faults.Enqueue("no number");
                training.GetAwaiter().GetResult();
                Data.Check(model, "training");
                return string.Join(", ", faults.Distinct());
            }
        }
        """));

    [Fact]
    public void Predicting_spans_allocates_nothing() => Assert.Equal("0 bytes", Scenario.Run(Models +
        """
        public static class Scenario
        {
            public static string Run()
            {
                using var model = new Both(seed: 1);
                int[] words = new int[8 * 4];
                float[] image = new float[8 * 25], y = new float[16];
                for (var i = 0; i < 3; i++) model.Predict(new(words, image), new(y), 8);
                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var i = 0; i < 50; i++) model.Predict(new(words, image), new(y), 8);
                return $"{GC.GetAllocatedBytesForCurrentThread() - before} bytes";
            }
        }
        """));

    [Fact]
    public void A_profile_shows_what_predictions_run() => Assert.Equal(
        "text/lstm Gather, conv Convolution, out MatMul",
        Scenario.Run(Models +
        """
        public static class Scenario
        {
            public static string Run()
            {
                using var model = new Both(seed: 1);
                return string.Join(", ", model.Profile(new(Data.Words, Data.Image), runs: 2).Steps
                    .Where(step => step.Kernel is "Gather" or "Convolution" || (step.Kernel == "MatMul" && step.Path != "text/lstm")).Select(step => $"{step.Path} {step.Kernel}"));
            }
        }
        """));
}
