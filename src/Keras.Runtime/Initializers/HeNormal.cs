using Keras.Layers;

namespace Keras;

/// <summary>Truncated normal of variance 2/fan in.</summary>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class HeNormal(int seed = 0) : VarianceScaling(2f, FanMode.FanIn, ScalingDistribution.TruncatedNormal, seed);
