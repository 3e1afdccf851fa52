using Keras.Layers;

namespace Keras.Runtime.Tests.Initializers;

/// <summary>Keras's random bits differ from backend to backend, so distributions are compared, not values.</summary>
public sealed class InitializerTests
{
    private const int Rows = 300;
    private const int Columns = 200;

    /// <summary>Kind, expected standard deviation and largest possible magnitude for a weight of (300, 200).</summary>
    public static TheoryData<Initializer, double, double> Distributions => new()
    {
        { Initializer.RandomNormal, 0.05, 0.3 },
        { Initializer.TruncatedNormal, 0.05 * 0.87962566, 0.1 },
        { Initializer.RandomUniform, 0.05 / Math.Sqrt(3), 0.05 },
        { Initializer.GlorotUniform, Math.Sqrt(2.0 / 500), Math.Sqrt(6.0 / 500) },
        { Initializer.GlorotNormal, Math.Sqrt(2.0 / 500), 2 * Math.Sqrt(2.0 / 500) / 0.87962566 },
        { Initializer.HeUniform, Math.Sqrt(2.0 / 300), Math.Sqrt(6.0 / 300) },
        { Initializer.HeNormal, Math.Sqrt(2.0 / 300), 2 * Math.Sqrt(2.0 / 300) / 0.87962566 },
        { Initializer.LecunUniform, Math.Sqrt(1.0 / 300), Math.Sqrt(3.0 / 300) },
        { Initializer.LecunNormal, Math.Sqrt(1.0 / 300), 2 * Math.Sqrt(1.0 / 300) / 0.87962566 },
        { Initializer.VarianceScaling, Math.Sqrt(1.0 / 300), 2 * Math.Sqrt(1.0 / 300) / 0.87962566 },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Spread_and_bounds(Initializer kind, double deviation, double largest)
    {
        var values = Fill(WeightInitializer.From(kind), [Rows, Columns], 7);
        var mean = values.Average(v => (double)v);
        var spread = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        // Four standard errors of the mean, and 2 % of the deviation, at 60,000 draws.
        Assert.InRange(mean, -4 * deviation / Math.Sqrt(values.Length), 4 * deviation / Math.Sqrt(values.Length));
        Assert.InRange(spread, 0.98 * deviation, 1.02 * deviation);
        Assert.InRange(values.Max(Math.Abs), 0.9 * Math.Min(largest, 4 * deviation), largest * 1.000001);
    }

    [Fact]
    public void The_forget_gate_starts_at_one_and_the_others_as_they_are_told()
    {
        Assert.Equal([2f, 2f, 2f, 1f, 1f, 1f, 2f, 2f, 2f, 2f, 2f, 2f], Fill(new UnitForgetBias(new Constant(2f)), [12], 1));
        Assert.Throws<ArgumentException>(() => Fill(new UnitForgetBias(new Zeros()), [10], 1));
    }

    [Fact]
    public void Normal_has_the_tails_of_the_normal_distribution()
    {
        var values = Fill(new RandomNormal(1f, 2f), [400, 500], 3);
        foreach (var (deviations, share) in new[] { (1.0, 0.6827), (2.0, 0.9545), (3.0, 0.9973) })
            Assert.InRange(values.Count(v => Math.Abs(v - 1) < 2 * deviations) / (double)values.Length, share - 0.004, share + 0.004);
    }

    [Theory]
    [InlineData(new int[0], 1)]
    [InlineData(new[] { 50 }, 50)]
    [InlineData(new[] { 3, 3, 20, 40 }, 180)]
    public void Fans_come_from_the_last_two_axes_and_the_receptive_field(int[] shape, double fanIn)
    {
        var values = Fill(new LecunUniform(), shape, 5);
        var limit = Math.Sqrt(3 / fanIn);
        Assert.All(values, v => Assert.InRange(v, -limit, limit));
        if (values.Length > 1000) Assert.InRange(values.Max(), 0.99 * limit, limit);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(40, 12)]
    [InlineData(12, 40)]
    public void Orthogonal_rows_or_columns_are_orthonormal(int rows, int columns)
    {
        const float Gain = 1.5f;
        var values = Fill(new OrthogonalInitializer(Gain), [rows, columns], 11);
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        float At(int vector, int element) => rows < columns ? values[vector * columns + element] : values[element * columns + vector];
        for (var i = 0; i < count; i++)
            for (var j = 0; j <= i; j++)
            {
                var dot = Enumerable.Range(0, length).Sum(k => (double)At(i, k) * At(j, k));
                Assert.InRange(dot, (i == j ? Gain * Gain : 0) - 1e-5, (i == j ? Gain * Gain : 0) + 1e-5);
            }
    }

    [Fact]
    public void Orthogonal_has_no_preferred_sign()
    {
        // Without the sign fix, the first element would always have one sign.
        var positive = Enumerable.Range(0, 200).Count(seed => Fill(new OrthogonalInitializer(), [4, 4], (ulong)seed)[0] > 0);
        Assert.InRange(positive, 60, 140);
    }

    [Fact]
    public void Orthogonal_flattens_all_axes_but_the_last()
    {
        var values = Fill(new OrthogonalInitializer(), [2, 3, 4], 1);
        for (var c = 0; c < 4; c++)
            Assert.Equal(1.0, Enumerable.Range(0, 6).Sum(r => (double)values[r * 4 + c] * values[r * 4 + c]), 5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Equal_seeds_give_equal_values_and_others_do_not(Initializer kind)
    {
        var initializer = WeightInitializer.From(kind);
        var first = Fill(initializer, [8, 8], 42);
        Assert.Equal(first, Fill(initializer, [8, 8], 42));
        if (initializer is RandomInitializer) Assert.NotEqual(first, Fill(initializer, [8, 8], 43));
    }

    public static TheoryData<Initializer> Kinds => [.. Enum.GetValues<Initializer>()];

    [Fact]
    public void A_seed_of_its_own_overrides_the_weights_seed()
    {
        var own = new GlorotUniform(seed: 5);
        Assert.Equal(Fill(own, [4, 4], 1), Fill(own, [4, 4], 2));
        Assert.NotEqual(Fill(own, [4, 4], 1), Fill(new GlorotUniform(seed: 6), [4, 4], 1));
    }

    [Fact]
    public void An_attributes_arguments_reach_the_initializer()
    {
        Assert.Equal([2.5f, 2.5f], Fill(WeightInitializer.From(new BiasInitializerAttribute(Initializer.Constant) { Value = 2.5f }), [2], 0));
        Assert.Equal([3f, 0f, 0f, 3f], Fill(WeightInitializer.From(new KernelInitializerAttribute(Initializer.Identity) { Gain = 3f }), [2, 2], 0));
        Assert.All(
            Fill(WeightInitializer.From(new KernelInitializerAttribute(Initializer.RandomUniform) { Minval = 2f, Maxval = 3f }), [9], 0),
            v => Assert.InRange(v, 2f, 3f));
    }

    private static float[] Fill(WeightInitializer initializer, int[] shape, ulong seed)
    {
        var values = new float[shape.Aggregate(1, (a, b) => a * b)];
        values.AsSpan().Fill(float.NaN);
        initializer.Fill(values, shape, seed);
        return values;
    }
}
