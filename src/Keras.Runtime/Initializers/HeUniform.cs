using Keras.Layers;

namespace Keras;

/// <summary>Uniform in ±√(6/fan in).</summary>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class HeUniform(int seed = 0) : VarianceScaling(2f, FanMode.FanIn, ScalingDistribution.Uniform, seed);
