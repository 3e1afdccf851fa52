namespace Keras.Layers;

/// <summary>Arguments of an initializer for one weight of the layer on the same field. Which weight: the attribute's name
/// (<c>KernelInitializer</c> is for <c>kernel</c>).</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class WeightInitializerAttribute(Initializer kind) : Attribute
{
    /// <summary>The initializer.</summary>
    public Initializer Kind { get; } = kind;
    /// <summary>Value of <see cref="Initializer.Constant"/>.</summary>
    public float Value { get; set; }
    /// <summary>Mean of the normal initializers.</summary>
    public float Mean { get; set; }
    /// <summary>Standard deviation of the normal initializers.</summary>
    public float Stddev { get; set; } = 0.05f;
    /// <summary>Lower end of <see cref="Initializer.RandomUniform"/>.</summary>
    public float Minval { get; set; } = -0.05f;
    /// <summary>Upper end of <see cref="Initializer.RandomUniform"/>.</summary>
    public float Maxval { get; set; } = 0.05f;
    /// <summary>Factor of <see cref="Initializer.Orthogonal"/> and <see cref="Initializer.Identity"/>.</summary>
    public float Gain { get; set; } = 1f;
    /// <summary>Scale of <see cref="Initializer.VarianceScaling"/>.</summary>
    public float Scale { get; set; } = 1f;
    /// <summary>What <see cref="Initializer.VarianceScaling"/> scales to.</summary>
    public FanMode Mode { get; set; }
    /// <summary>How <see cref="Initializer.VarianceScaling"/> draws.</summary>
    public ScalingDistribution Distribution { get; set; }
    /// <summary>Seed of this weight alone; 0 (default) takes it from the model's seed.</summary>
    public int Seed { get; set; }
}

/// <summary>The count that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
public enum FanMode
{
    /// <summary>Number of inputs.</summary>
    FanIn,
    /// <summary>Number of outputs.</summary>
    FanOut,
    /// <summary>Mean of both.</summary>
    FanAverage,
}

/// <summary>The distribution that <see cref="Initializer.VarianceScaling"/> draws from.</summary>
public enum ScalingDistribution
{
    /// <summary>Normal, redrawn beyond two standard deviations.</summary>
    TruncatedNormal,
    /// <summary>Normal.</summary>
    UntruncatedNormal,
    /// <summary>Uniform.</summary>
    Uniform,
}

/// <summary>Factors of a penalty on one weight (or on the output) of the layer on the same field.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class WeightRegularizerAttribute(Regularizer kind) : Attribute
{
    /// <summary>The penalty.</summary>
    public Regularizer Kind { get; } = kind;
    /// <summary>Factor of the absolute values; 0.01 for <see cref="Regularizer.L1"/> unless given, else 0.</summary>
    public float L1 { get; set; } = kind == Regularizer.L1 ? 0.01f : 0f;
    /// <summary>Factor of the squares; 0.01 for <see cref="Regularizer.L2"/> unless given, else 0.</summary>
    public float L2 { get; set; } = kind == Regularizer.L2 ? 0.01f : 0f;
    /// <summary>Factor of <see cref="Regularizer.Orthogonal"/>.</summary>
    public float Factor { get; set; } = 0.01f;
    /// <summary><see cref="Regularizer.Orthogonal"/> works on columns instead of rows.</summary>
    public bool Columns { get; set; }
}

/// <summary>Arguments of a constraint on one weight of the layer on the same field.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class WeightConstraintAttribute(Constraint kind) : Attribute
{
    /// <summary>The constraint.</summary>
    public Constraint Kind { get; } = kind;
    /// <summary>Lower bound of <see cref="Constraint.MinMaxNorm"/>.</summary>
    public float MinValue { get; set; }
    /// <summary>Upper bound: 2 for <see cref="Constraint.MaxNorm"/>, 1 for <see cref="Constraint.MinMaxNorm"/>.</summary>
    public float MaxValue { get; set; } = kind == Constraint.MinMaxNorm ? 1f : 2f;
    /// <summary>How fast <see cref="Constraint.MinMaxNorm"/> enforces its bounds, 0 to 1.</summary>
    public float Rate { get; set; } = 1f;
    /// <summary>The axes over which a norm is taken.</summary>
    public int[] Axis { get; set; } = [0];
}
