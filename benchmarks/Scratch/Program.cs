using System.Diagnostics;
using System.Numerics.Tensors;
using Keras;
using Keras.Layers;
using static Keras.Ops;
namespace Scratch;

public sealed partial class Headline : Model
{
    [Embedding(10_000, 512)] private readonly Embedding _embedding;
    [LSTM(32)] private readonly LSTM _lstm;
    [Dense(64, Activation = Activation.Relu)] private readonly Dense _dense1, _dense2, _dense3;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _mainOutput;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _auxOutput;
    public (KerasTensor MainOutput, KerasTensor AuxOutput) Call([Input(100, DType = DType.Int32)] KerasTensor mainInput, [Input(5)] KerasTensor auxInput)
    {
        var encoded = _lstm.Call(_embedding.Call(mainInput));
        var x = Concatenate([encoded, auxInput]);
        x = _dense3.Call(_dense2.Call(_dense1.Call(x)));
        return (_mainOutput.Call(x), _auxOutput.Call(encoded));
    }
}
public sealed partial class SharedLstm : Model
{
    [LSTM(64)] private readonly LSTM _lstm;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _predictions;
    public KerasTensor Call([Input(140, 256)] KerasTensor a, [Input(140, 256)] KerasTensor b) => _predictions.Call(Concatenate([_lstm.Call(a), _lstm.Call(b)]));
}
public sealed partial class VisionModel : Model
{
    [Conv2D(64, 3)] private readonly Conv2D _conv1;
    [Conv2D(64, 3)] private readonly Conv2D _conv2;
    [MaxPooling2D(2)] private readonly MaxPooling2D _pool;
    [Flatten] private readonly Flatten _flatten;
    public partial KerasTensor Call([Input(27, 27, 1)] KerasTensor digit);
}
public sealed partial class Siamese : Model
{
    private readonly VisionModel _vision;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _same;
    public KerasTensor Call([Input(27, 27, 1)] KerasTensor a, [Input(27, 27, 1)] KerasTensor b) => _same.Call(Concatenate([_vision.Call(a), _vision.Call(b)]));
}
public sealed partial class Normal : Model
{
    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] private readonly Conv2D _conv1;
    [BatchNormalization] private readonly BatchNormalization _bn1;
    [ReLU] private readonly ReLU _relu;
    [DepthwiseConv2D(3, Padding = Padding.Same)] private readonly DepthwiseConv2D _dw;
    [BatchNormalization] private readonly BatchNormalization _bn2;
    [Conv2D(32, 1)] private readonly Conv2D _pw;
    [BatchNormalization] private readonly BatchNormalization _bn3;
    [GlobalAveragePooling2D] private readonly GlobalAveragePooling2D _pool;
    [Dense(10)] private readonly Dense _dense;
    [BatchNormalization] private readonly BatchNormalization _bn4;
    public partial KerasTensor Call([Input(32, 32, 16)] KerasTensor x);
}

public static class Program
{
    private static readonly Random Rnd = new(1);
    public static void Main(string[] args)
    {
        foreach (var batch in new[] { 1, 32 })
        {
            using (var m = new Headline(1))
            {
                var ids = Enumerable.Range(0, batch * 100).Select(_ => Rnd.Next(10000)).ToArray();
                float[] aux = F(batch * 5), o1 = new float[batch], o2 = new float[batch];
                Time("headline", batch, () => m.Predict(new(ids, aux), new(o1, o2), batch));
            }
            using (var m = new SharedLstm(1))
            {
                float[] a = F(batch * 140 * 256), b = F(batch * 140 * 256), o = new float[batch];
                Time("shared_lstm", batch, () => m.Predict(new(a, b), new(o), batch));
            }
            using (var m = new Siamese(1))
            {
                float[] a = F(batch * 27 * 27), b = F(batch * 27 * 27), o = new float[batch];
                Time("digits", batch, () => m.Predict(new(a, b), new(o), batch));
            }
            using (var m = new Normal(1))
            {
                float[] a = F(batch * 32 * 32 * 16), o = new float[batch * 10];
                Time("normal", batch, () => m.Predict(new(a), new(o), batch));
            }
        }
    }
    private static float[] F(int n) => Enumerable.Range(0, n).Select(_ => Rnd.NextSingle() - 0.5f).ToArray();
    private static void Time(string name, int batch, Action run)
    {
        var first = Stopwatch.StartNew();
        run();
        first.Stop();
        for (var i = 0; i < 5; i++) run();
        var times = new List<double>();
        var total = Stopwatch.StartNew();
        while (total.ElapsedMilliseconds < 1000 || times.Count < 10)
        {
            var w = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(w).TotalMicroseconds);
        }
        times.Sort();
        Console.WriteLine($"{name} b{batch}: median {times[times.Count / 2]:F1} us, best {times[0]:F1}; first {first.Elapsed.TotalMilliseconds:F1} ms");
    }
}
