namespace Keras;

/// <summary>Keras's weight initializers (https://keras.io/api/layers/initializers/), each with Keras's default arguments.
/// Arguments are given by an attribute such as <see cref="Layers.KernelInitializerAttribute"/>.</summary>
public enum Initializer
{
    /// <summary>All zero.</summary>
    Zeros,
    /// <summary>All one.</summary>
    Ones,
    /// <summary>One value, 0 by default.</summary>
    Constant,
    /// <summary>The identity matrix times a gain, 1 by default; two axes only.</summary>
    Identity,
    /// <summary>Normal with mean 0 and standard deviation 0.05.</summary>
    RandomNormal,
    /// <summary>Normal with mean 0 and standard deviation 0.05, redrawn beyond two standard deviations.</summary>
    TruncatedNormal,
    /// <summary>Uniform in [−0.05, 0.05).</summary>
    RandomUniform,
    /// <summary>Scaled to the number of inputs or outputs of the weight.</summary>
    VarianceScaling,
    /// <summary>Uniform in ±√(6/(fan in + fan out)).</summary>
    GlorotUniform,
    /// <summary>Truncated normal of variance 2/(fan in + fan out).</summary>
    GlorotNormal,
    /// <summary>Uniform in ±√(6/fan in).</summary>
    HeUniform,
    /// <summary>Truncated normal of variance 2/fan in.</summary>
    HeNormal,
    /// <summary>Uniform in ±√(3/fan in).</summary>
    LecunUniform,
    /// <summary>Truncated normal of variance 1/fan in.</summary>
    LecunNormal,
    /// <summary>A random orthogonal matrix times a gain, 1 by default.</summary>
    Orthogonal,
}
