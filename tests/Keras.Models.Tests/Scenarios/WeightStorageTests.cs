namespace Keras.Models.Tests.Scenarios;

/// <summary>Predictions of a model that allows 16-bit weights, beside what each layer makes by itself of the weights as they are
/// (<c>Trace</c>), and beside the same model without.</summary>
public sealed class WeightStorageTests
{
    private const string Models =
        """
        public sealed partial class Plain : Model
        {
            [Dense(1030, Activation = Activation.Tanh)] private readonly Dense _wide;
            [Dense(9)]                                  private readonly Dense _out;
            public KerasTensor Call([Input(515)] KerasTensor x) => _out.Call(_wide.Call(x));
        }

        [Model(WeightStorage = WeightStorage.BFloat16)]
        public sealed partial class Half : Model
        {
            [Dense(1030, Activation = Activation.Tanh)] private readonly Dense _wide;
            [Dense(9)]                                  private readonly Dense _out;
            public KerasTensor Call([Input(515)] KerasTensor x) => _out.Call(_wide.Call(x));
        }

        public static class Data
        {
            public static Tensor<float> Input(int batch) => Tensor.Create(Enumerable.Range(0, 515 * batch).Select(i => MathF.Sin(i)).ToArray(), [batch, 515]);

            public static float[] Values(Tensor<float> tensor) { var y = new float[tensor.FlattenedLength]; tensor.FlattenTo(y); return y; }

            // Each weight is off by 2^-9 of itself at most, and half of that on average; so are products, and their sums by what is left
            // when signs differ.
            public static float Off(float[] a, float[] b) => a.Zip(b).Max(p => MathF.Abs(p.First - p.Second)) / b.Max(MathF.Abs);
        }

        """;

    [Fact]
    public void Predictions_are_near_and_follow_the_weights() => Assert.Equal("", Scenario.Run(Models +
        """
        public static class Scenario
        {
            public static string Run()
            {
                using var half = new Half(seed: 1);
                using var plain = new Plain(seed: 1);
                foreach (var batch in new[] { 1, 3, 40 })
                {
                    var x = Data.Input(batch);
                    var (y, exact) = (Data.Values(half.Predict(x)), Data.Values(plain.Predict(x)));
                    if (Data.Off(y, exact) is not (> 0 and < 0.005f and var off)) return $"off by {Data.Off(y, exact)} for {batch}";
                    if (Data.Off(Data.Values(half.Trace(x)["out"].Values), exact) > 1e-5f) return "the trace does not show the weights as they are";
                    if (!Data.Values(half.Predict(Data.Input(1))).AsSpan().SequenceEqual(Data.Values(half.Predict(Data.Input(1))))) return "two calls differ";
                }

                // Training sees float32, and the next prediction what it has made.
                var target = Tensor.Create(Enumerable.Range(0, 9).Select(i => MathF.Cos(i)).ToArray(), [1, 9]);
                half.Compile(new SGD(0.01f), Loss.MeanSquaredError);
                plain.Compile(new SGD(0.01f), Loss.MeanSquaredError);
                var before = Data.Values(half.Predict(Data.Input(1)));
                half.TrainOnBatch(Data.Input(1), target);
                plain.TrainOnBatch(Data.Input(1), target);
                if (!Data.Values(half.Wide.Kernel.ToTensor()).AsSpan().SequenceEqual(Data.Values(plain.Wide.Kernel.ToTensor()))) return "training differs";
                var after = Data.Values(half.Predict(Data.Input(1)));
                if (Data.Off(before, after) < 0.01f) return "the old weights are read";
                if (Data.Off(after, Data.Values(plain.Predict(Data.Input(1)))) > 0.005f) return "the new weights are not read";

                // Files hold float32.
                var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".safetensors");
                half.Save(file);
                using var other = new Plain(seed: 2);
                other.Load(file);
                File.Delete(file);
                if (!Data.Values(half.Wide.Kernel.ToTensor()).AsSpan().SequenceEqual(Data.Values(other.Wide.Kernel.ToTensor()))) return "files differ";
                return "";
            }
        }
        """));
}
