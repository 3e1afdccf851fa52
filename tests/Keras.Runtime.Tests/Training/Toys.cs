using System.Numerics.Tensors;
using Keras.Runtime.Tests.Training.Models;

namespace Keras.Runtime.Tests.Training;

/// <summary>Data that the model can learn: the class is the largest of three features, the value is a weighted sum.</summary>
internal sealed record Toys(Tensor<float> Features, Tensor<float> Extra, Tensor<int> Labels, Tensor<float> Values)
{
    public TwoHeads.Inputs Inputs => new(Features, Extra);

    public TwoHeads.Targets Targets => new(Labels, Values);

    public TwoHeads.Batch Batch => new(Inputs, Targets);

    public static Toys Make(int count, int seed = 1)
    {
        var random = new Random(seed);
        var (features, extra, labels, values) = (new float[count * 4], new float[count * 2], new int[count], new float[count]);
        for (var i = 0; i < features.Length; i++) features[i] = random.NextSingle() * 2 - 1;
        for (var i = 0; i < extra.Length; i++) extra[i] = random.NextSingle();
        for (var i = 0; i < count; i++)
        {
            labels[i] = TensorPrimitives.IndexOfMax(features.AsSpan(i * 4, 3));
            values[i] = 0.5f * features[i * 4] - features[i * 4 + 3] + 0.1f;
        }
        return new(Tensor.Create(features, [count, 4]), Tensor.Create(extra, [count, 2]), Tensor.Create(labels, [count]), Tensor.Create(values, [count, 1]));
    }

    public static TwoHeads Compiled(int seed = 7, Optimizer? optimizer = null)
    {
        var model = new TwoHeads(seed);
        model.Compile(optimizer ?? new SGD(0.1f),
            new(Scores: Loss.SparseCategoricalCrossentropy, Value: Loss.MeanSquaredError),
            metrics: new(Scores: Metric.Accuracy));
        return model;
    }

    public static float[] Flat(Tensor<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    public static float[] Snapshot(Model model) => [.. model.GetWeights().SelectMany(Flat)];
}
