using Keras.Layers;

namespace Keras;

/// <summary>Uniform in ±√(6/(fan in + fan out)).</summary>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class GlorotUniform(int seed = 0) : VarianceScaling(1f, FanMode.FanAverage, ScalingDistribution.Uniform, seed);
