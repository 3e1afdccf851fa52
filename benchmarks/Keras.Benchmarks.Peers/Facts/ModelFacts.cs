using Keras.Benchmarks.Peers.Engines;

namespace Keras.Benchmarks.Peers.Facts;

/// <summary>A model that all engines run: the only place that knows its shapes and wiring.</summary>
internal abstract class ModelFacts
{
    /// <summary>Small, since a training step is repeated thousands of times on one batch: the models must not end where gradients are zero.</summary>
    public const float LearningRate = 1e-5f;

    /// <summary>As the command line has it.</summary>
    public abstract string Name { get; }

    public abstract InputFacts[] Inputs { get; }

    public abstract OutputFacts[] Outputs { get; }

    /// <summary>Layers with weights.</summary>
    public abstract LayerFacts[] Layers { get; }

    /// <summary>Batches to predict.</summary>
    public abstract int[] Batches { get; }

    /// <summary>Batch of a training step; 0 where training is not measured.</summary>
    public virtual int TrainingBatch => 0;

    /// <summary>Floating-point operations of a prediction for a sample, as the layers say; an engine may find a way with fewer.</summary>
    public double Operations => Layers.Sum(layer => layer.Operations);

    /// <summary>The wiring for engines that have channels first. Outputs are given before their activations.</summary>
    /// <returns>A value per output.</returns>
    public abstract TValue[] Call<TValue>(INetwork<TValue> network, TValue[] inputs);

    /// <summary>The same as a model of this project.</summary>
    public abstract KerasModel CreateKeras();

    public override string ToString() => Name;
}

/// <summary>What enters a model. Shapes are without batch axis; of images channels are last.</summary>
/// <param name="Words">Size of the vocabulary where the input is numbers of words; else 0.</param>
internal sealed record InputFacts(string Name, int[] Shape, int Words = 0)
{
    public int Count { get; } = Shape.Aggregate(1, (count, length) => count * length);

    public ImageShape? Image => ImageShape.Of(Shape);
}

/// <summary>What leaves a model, and how it is trained.</summary>
/// <param name="Weight">What its loss counts.</param>
internal sealed record OutputFacts(string Name, int[] Shape, OutputKind Kind, float Weight = 1)
{
    public int Count { get; } = Shape.Aggregate(1, (count, length) => count * length);

    public ImageShape? Image => ImageShape.Of(Shape);
}

/// <summary>The last axes of a value that holds images.</summary>
internal sealed record ImageShape(int Images, int Positions, int Channels)
{
    /// <summary>Null where the shape has no rows, columns and channels.</summary>
    public static ImageShape? Of(int[] shape) => shape.Length < 3
        ? null
        : new(shape[..^3].Aggregate(1, (count, length) => count * length), shape[^3] * shape[^2], shape[^1]);
}

/// <summary>Last activation and loss.</summary>
internal enum OutputKind
{
    /// <summary>Softmax; categorical cross-entropy.</summary>
    Classes,

    /// <summary>Sigmoid; binary cross-entropy.</summary>
    Flag,

    /// <summary>No activation; mean squared error.</summary>
    Numbers,
}
