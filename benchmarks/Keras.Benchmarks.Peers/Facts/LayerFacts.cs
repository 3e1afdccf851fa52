namespace Keras.Benchmarks.Peers.Facts;

/// <summary>A layer's weights in Keras's layout, and what it computes.</summary>
/// <param name="Name">Unique in its model.</param>
internal abstract record LayerFacts(string Name)
{
    /// <summary>How often a prediction applies it to a sample: positions of an image, steps of a sequence, calls.</summary>
    public double Uses { get; init; } = 1;

    /// <summary>In Keras's order. Values are drawn evenly between the limits.</summary>
    public abstract WeightFacts[] Weights { get; }

    /// <summary>Floating-point operations of a prediction for a sample: a multiply-add is two.</summary>
    public virtual double Operations => 0;

    protected static WeightFacts Bias(int units) => new([units], 0.08);
}

/// <summary>Shape of a weight, and the limit that its values stay below.</summary>
internal sealed record WeightFacts(int[] Shape, double Limit)
{
    public int Count { get; } = Shape.Aggregate(1, (count, length) => checked(count * length));
}

/// <summary>Rows of a kernel that stand for a flattened image: Keras has them by position, then channel; the peers by channel, then
/// position.</summary>
internal sealed record ImageRows(int First, int Positions, int Channels);

/// <summary>Kernel (inputs, units) and bias.</summary>
internal sealed record DenseFacts(string Name, int Inputs, int Units) : LayerFacts(Name)
{
    /// <summary>Inputs that are flattened images.</summary>
    public ImageRows[] Images { get; init; } = [];

    public override WeightFacts[] Weights => [new([Inputs, Units], Math.Sqrt(3.0 / Inputs)), Bias(Units)];

    public override double Operations => 2.0 * Inputs * Units * Uses;
}

/// <summary>Kernel (size, size, channels, filters) and bias.</summary>
internal sealed record ConvolutionFacts(string Name, int Size, int Channels, int Filters) : LayerFacts(Name)
{
    public override WeightFacts[] Weights => [new([Size, Size, Channels, Filters], Math.Sqrt(6.0 / (Size * Size * Channels))), Bias(Filters)];

    public override double Operations => 2.0 * Size * Size * Channels * Filters * Uses;
}

/// <summary>Kernel (features, 4 units), recurrent kernel (units, 4 units), bias; gates in the order i, f, c, o.</summary>
internal sealed record LstmFacts(string Name, int Features, int Units) : LayerFacts(Name)
{
    /// <summary>Features that are flattened images.</summary>
    public ImageRows[] Images { get; init; } = [];

    public override WeightFacts[] Weights =>
        [new([Features, 4 * Units], Math.Sqrt(3.0 / Features)), new([Units, 4 * Units], Math.Sqrt(3.0 / Units)), Bias(4 * Units)];

    public override double Operations => 2.0 * 4 * Units * (Features + Units) * Uses;
}

/// <summary>Vectors (words, size).</summary>
internal sealed record EmbeddingFacts(string Name, int Words, int Size) : LayerFacts(Name)
{
    public override WeightFacts[] Weights => [new([Words, Size], Math.Sqrt(10.0 / Size))];
}
