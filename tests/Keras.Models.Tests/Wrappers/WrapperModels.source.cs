using System;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Wrapped;

public sealed partial class Frame : Model
{
    [Dense(5, Activation = Activation.Relu)] private readonly Dense _first;
    [Dense(3)]                               private readonly Dense _second;

    public KerasTensor Call([Input(6)] KerasTensor pixels) => _second.Call(_first.Call(pixels));
}

public sealed partial class Wrapping : Model
{
    private readonly TimeDistributed<Frame> _frames;
    [Dense(4, Activation = Activation.Tanh)] private readonly TimeDistributed<Dense> _perStep;
    [Dense(3), Repeat(2)]                    private readonly TimeDistributed<TimeDistributed<Dense>>[] _deep;

    public KerasTensor Call([Input(None, 6)] KerasTensor video)
    {
        var x = Reshape(_perStep.Call(_frames.Call(video)), [-1, 2, 2]);
        foreach (var deep in _deep) x = deep.Call(x);
        return x;
    }
}

/// <summary>Without wrappers: a layer that works on the last axis is the same for every step.</summary>
public sealed partial class Bare : Model
{
    [Dense(5, Activation = Activation.Relu)] private readonly Dense _first;
    [Dense(3)]                               private readonly Dense _second;
    [Dense(4, Activation = Activation.Tanh)] private readonly Dense _third;
    [Dense(3), Repeat(2)]                    private readonly Dense[] _deep;

    public KerasTensor Call([Input(None, 6)] KerasTensor video)
    {
        var x = Reshape(_third.Call(_second.Call(_first.Call(video))), [-1, 2, 2]);
        foreach (var deep in _deep) x = deep.Call(x);
        return x;
    }
}

public sealed partial class Applying : Model
{
    private readonly Frame _vision;

    public KerasTensor Call([Input(None, 6)] KerasTensor video, [Input(6)] KerasTensor still) =>
        TimeDistributed(_vision.Call, video) + Reshape(_vision.Call(still), [1, 3]);
}

public sealed partial class Frozen : Model
{
    [Layer(Trainable = false)] private readonly TimeDistributed<Frame> _frames;
    [Dense(3)]                 private readonly TimeDistributed<Dense> _head;

    public KerasTensor Call([Input(4, 6)] KerasTensor video) => _head.Call(_frames.Call(video));
}

public sealed partial class Normalized : Model
{
    [BatchNormalization] private readonly TimeDistributed<BatchNormalization> _norm;

    public KerasTensor Call([Input(3, 2)] KerasTensor x) => _norm.Call(x);
}

/// <summary>Large enough for training in tiles: 8 MB of values on the way for each frame.</summary>
public sealed partial class LargeFrame : Model
{
    [Rescaling(0.5, 0.1)] private readonly Rescaling _scale;
    [LeakyReLU(0.2)]      private readonly LeakyReLU _leaky;
    [ELU]                 private readonly ELU _elu;
    [Dense(2)]            private readonly Dense _dense;

    public KerasTensor Call([Input(500_000)] KerasTensor x) => _dense.Call(_elu.Call(_leaky.Call(_scale.Call(x))) * x);
}

public sealed partial class LargeWrapped : Model
{
    private readonly TimeDistributed<LargeFrame> _frames;
    [Dense(1)] private readonly Dense _head;

    public KerasTensor Call([Input(None, 500_000)] KerasTensor video) => _head.Call(_frames.Call(video));
}

public sealed partial class LargeBare : Model
{
    [Rescaling(0.5, 0.1)] private readonly Rescaling _scale;
    [LeakyReLU(0.2)]      private readonly LeakyReLU _leaky;
    [ELU]                 private readonly ELU _elu;
    [Dense(2)]            private readonly Dense _dense;
    [Dense(1)]            private readonly Dense _head;

    public KerasTensor Call([Input(None, 500_000)] KerasTensor x) => _head.Call(_dense.Call(_elu.Call(_leaky.Call(_scale.Call(x))) * x));
}

public static class Checks
{
    private static Tensor<float> Video(int batch, int time, int width = 6) => Tensor.Create(
        Enumerable.Range(0, batch * time * width).Select(i => MathF.Sin(0.37f * i)).ToArray(), [batch, time, width]);

    private static string? Same(string what, Tensor<float> expected, Tensor<float> actual)
    {
        var (e, a) = (expected.ToArray(), actual.ToArray());
        if (e.Length != a.Length) return $"{what}: {e.Length} values are expected, {a.Length} are found.";
        for (var i = 0; i < e.Length; i++)
            if (MathF.Abs(e[i] - a[i]) > 1e-5f * MathF.Max(1, MathF.Abs(e[i]))) return $"{what}: value {i} is {a[i]}, not {e[i]}.";
        return null;
    }

    private static string? Is(string what, object expected, object actual) => Equals(expected, actual) ? null : $"{what} is {actual}, not {expected}.";

    public static string? Handles()
    {
        using var model = new Wrapping(seed: 1);
        return Is("paths", "frames/layer/first/kernel frames/layer/first/bias",
                string.Join(" ", model.Frames.Layer.Weights.Take(2).Select(weight => "frames/layer/" + weight.Path)))
            ?? Is("path of a layer", "per_step/layer/kernel", model.PerStep.Layer.Kernel.Path)
            ?? Is("path deep inside", "deep_1/layer/layer/bias", model.Deep[1].Layer.Layer.Bias!.Path)
            ?? Is("shape", "(None, None, 4)", model.PerStep.OutputShape.ToString())
            ?? Is("weights", 10, model.Weights.Count)
            ?? Is("parameters", 6 * 5 + 5 + 5 * 3 + 3 + (3 * 4 + 4) + (2 * 3 + 3) + (3 * 3 + 3), (int)model.CountParams())
            ?? Is("by name", model.PerStep, model.GetLayer<TimeDistributed<Dense>>("per_step"))
            ?? Is("weights of a wrapper", 4, model.Frames.GetWeights().Length)
            ?? Is("summary", true, model.SummaryText().Contains("TimeDistributed", StringComparison.Ordinal));
    }

    public static string? Predictions()
    {
        using var wrapped = new Wrapping(seed: 2);
        using var bare = new Bare(seed: 3);
        bare.SetWeights(wrapped.GetWeights());
        foreach (var batch in new[] { 1, 3, 32, 33 })
            foreach (var time in new[] { 1, 2, 7 })
                if (Same($"batch {batch}, {time} steps", bare.Predict(Video(batch, time)), wrapped.Predict(Video(batch, time))) is { } fault) return fault;
        return null;
    }

    public static string? Training()
    {
        using var wrapped = new Wrapping(seed: 2);
        using var bare = new Bare(seed: 3);
        bare.SetWeights(wrapped.GetWeights());
        var targets = Tensor.Create(Enumerable.Range(0, 9 * 5 * 2 * 3).Select(i => MathF.Cos(i)).ToArray(), [9, 5, 2, 3]);
        wrapped.Compile(new SGD(0.05f), Loss.MeanSquaredError);
        bare.Compile(new SGD(0.05f), Loss.MeanSquaredError);
        wrapped.Fit(Video(9, 5), targets, batchSize: 4, epochs: 3, verbose: 0, shuffle: false);
        bare.Fit(Video(9, 5), targets, batchSize: 4, epochs: 3, verbose: 0, shuffle: false);
        foreach (var (name, (expected, actual)) in wrapped.Weights.Select(weight => weight.Path).Zip(bare.GetWeights().Zip(wrapped.GetWeights())))
            if (Same(name, expected, actual) is { } fault) return fault;
        return null;
    }

    public static string? Sharing()
    {
        using var one = new Applying(seed: 4);
        using var frame = new Frame(seed: 5);
        using var other = new Applying(seed: 6, vision: frame);
        using var wrapping = new Wrapping(seed: 7);
        using var again = new Wrapping(seed: 8, frames: wrapping.Frames, perStep: wrapping.PerStep, deep: wrapping.Deep);
        var still = Tensor.Create(Enumerable.Range(0, 2 * 6).Select(i => MathF.Sin(i)).ToArray(), [2, 6]);
        other.Vision.SetWeights(one.Vision.GetWeights());
        return Is("the shared model", frame, other.Vision)
            ?? Same("predictions over equal weights", one.Predict(new(Video(2, 3), still)), other.Predict(new(Video(2, 3), still)))
            ?? Is("weights of an applied model", 4, one.Weights.Count)
            ?? Is("a shared weight", wrapping.PerStep.Layer.Kernel, again.PerStep.Layer.Kernel)
            ?? Same("predictions of shared wrappers", wrapping.Predict(Video(2, 3)), again.Predict(Video(2, 3)))
            ?? Is("what does not fit", true, Message(() => new Frozen(head: wrapping.PerStep)).StartsWith(
                "The layer given for head.layer has another configuration: expected Dense(", StringComparison.Ordinal));
    }

    private static string Message(Action action)
    {
        try
        {
            action();
            return "";
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    public static string? Freezing()
    {
        using var model = new Frozen(seed: 9);
        var before = model.GetWeights();
        model.Compile(new SGD(0.1f), Loss.MeanSquaredError);
        model.Fit(Video(8, 4), Tensor.Create(new float[8 * 4 * 3], [8, 4, 3]), epochs: 2, verbose: 0);
        var after = model.GetWeights();
        for (var i = 0; i < before.Length; i++)
            if (before[i].SequenceEqual(after[i]) != i < 4) return $"Weight {model.Weights[i].Path} is {(i < 4 ? "frozen and changed" : "not changed")}.";
        model.Head.Trainable = false;
        return Is("a layer that a frozen wrapper wraps", false, model.Head.Layer.Trainable);
    }

    public static string? Statistics()
    {
        using var model = new Normalized(seed: 1);
        model.Compile(new SGD(0f), Loss.MeanSquaredError);
        model.TrainOnBatch(Video(5, 3, 2), Tensor.Create(new float[5 * 3 * 2], [5, 3, 2]));
        // Each step moves the mean by its own batch, one after the other.
        var video = Video(5, 3, 2).ToArray();
        var mean = 0f;
        for (var step = 0; step < 3; step++)
            mean = mean * 0.99f + Enumerable.Range(0, 5).Average(sample => video[(sample * 3 + step) * 2]) * 0.01f;
        var found = model.Norm.Layer.MovingMean.ToTensor().ToArray()[0];
        return MathF.Abs(found - mean) < 1e-6f ? null : $"The moving mean is {found}, not {mean}.";
    }

    public static string? Large()
    {
        using var wrapped = new LargeWrapped(seed: 2);
        using var bare = new LargeBare(seed: 3);
        bare.SetWeights(wrapped.GetWeights());
        var (video, targets) = (Video(3, 7, 500_000), Tensor.Create(new float[3 * 7], [3, 7, 1]));
        if (Same("prediction", bare.Predict(video), wrapped.Predict(video)) is { } prediction) return prediction;
        wrapped.Compile(new SGD(1e-4f), Loss.MeanSquaredError);
        bare.Compile(new SGD(1e-4f), Loss.MeanSquaredError);
        wrapped.TrainOnBatch(video, targets);
        bare.TrainOnBatch(video, targets);
        foreach (var (name, (expected, actual)) in wrapped.Weights.Select(weight => weight.Path).Zip(bare.GetWeights().Zip(wrapped.GetWeights())))
            if (Same(name, expected, actual) is { } fault) return fault;
        return null;
    }

    public static string? Files()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            using var model = new Wrapping(seed: 10);
            using var loaded = new Wrapping(seed: 11);
            model.Save(path);
            loaded.Load(path);
            return Same("predictions of a loaded model", model.Predict(Video(2, 3)), loaded.Predict(Video(2, 3)));
        }
        finally
        {
            File.Delete(path);
        }
    }
}

file static class Flat
{
    public static float[] ToArray(this Tensor<float> tensor)
    {
        var values = new float[(int)tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    public static bool SequenceEqual(this Tensor<float> left, Tensor<float> right) => left.ToArray().AsSpan().SequenceEqual(right.ToArray());
}
