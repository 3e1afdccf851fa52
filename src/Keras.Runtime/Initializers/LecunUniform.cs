using Keras.Layers;

namespace Keras;

/// <summary>Uniform in ±√(3/fan in).</summary>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class LecunUniform(int seed = 0) : VarianceScaling(1f, FanMode.FanIn, ScalingDistribution.Uniform, seed);
