using Keras.Layers;

namespace Keras;

/// <summary>Draws the first values of a weight. Users may derive from it.</summary>
public abstract class WeightInitializer
{
    /// <summary>Fills a weight, row-major. Called when the weight is first read, once; never where <c>Load</c> or <c>SetWeights</c> comes before.</summary>
    /// <param name="values">The weight's elements.</param>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="seed">Seed of this weight's own stream: equal seeds give equal values.</param>
    public abstract void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong seed);

    /// <summary>Whether <see cref="FillPart"/> gives what <see cref="Fill"/> does: a large weight is then never in memory twice.</summary>
    internal virtual bool FillsParts => false;

    /// <summary>Fills the elements from number <paramref name="first"/> on. For initializers to which all elements are alike, as <see cref="Fill"/>.</summary>
    internal virtual void FillPart(Span<float> values, int first, ReadOnlySpan<int> shape, ulong seed) => Fill(values, shape, seed);

    /// <summary>The initializer of this kind with Keras's default arguments.</summary>
    public static WeightInitializer From(Initializer kind) => From(new KernelInitializerAttribute(kind));

    /// <summary>The initializer that an attribute describes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown kind, or an argument that the initializer does not take.</exception>
    public static WeightInitializer From(WeightInitializerAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        var a = attribute;
        return a.Kind switch
        {
            Initializer.Zeros => new Zeros(),
            Initializer.Ones => new Ones(),
            Initializer.Constant => new Constant(a.Value),
            Initializer.Identity => new IdentityInitializer(a.Gain),
            Initializer.RandomNormal => new RandomNormal(a.Mean, a.Stddev, a.Seed),
            Initializer.TruncatedNormal => new TruncatedNormal(a.Mean, a.Stddev, a.Seed),
            Initializer.RandomUniform => new RandomUniform(a.Minval, a.Maxval, a.Seed),
            Initializer.VarianceScaling => new VarianceScaling(a.Scale, a.Mode, a.Distribution, a.Seed),
            Initializer.GlorotUniform => new GlorotUniform(a.Seed),
            Initializer.GlorotNormal => new GlorotNormal(a.Seed),
            Initializer.HeUniform => new HeUniform(a.Seed),
            Initializer.HeNormal => new HeNormal(a.Seed),
            Initializer.LecunUniform => new LecunUniform(a.Seed),
            Initializer.LecunNormal => new LecunNormal(a.Seed),
            Initializer.Orthogonal => new OrthogonalInitializer(a.Gain, a.Seed),
            _ => throw new ArgumentOutOfRangeException(nameof(attribute), a.Kind, "Unknown initializer."),
        };
    }
}
