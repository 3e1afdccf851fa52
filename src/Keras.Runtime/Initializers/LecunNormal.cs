using Keras.Layers;

namespace Keras;

/// <summary>Truncated normal of variance 1/fan in.</summary>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class LecunNormal(int seed = 0) : VarianceScaling(1f, FanMode.FanIn, ScalingDistribution.TruncatedNormal, seed);
