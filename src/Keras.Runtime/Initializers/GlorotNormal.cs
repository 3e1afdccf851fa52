using Keras.Layers;

namespace Keras;

/// <summary>Truncated normal of variance 2/(fan in + fan out).</summary>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class GlorotNormal(int seed = 0) : VarianceScaling(1f, FanMode.FanAverage, ScalingDistribution.TruncatedNormal, seed);
