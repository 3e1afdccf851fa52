using Keras.Runtime.Tests.Goldens;

namespace Keras.Runtime.Tests.Regularizers;

public sealed class RegularizerTests
{
    private static readonly float[] Weight = [0.4f, -1.2f, 0.7f, 0.1f, 0.9f, -0.3f, -0.8f, 0.2f, 1.1f, 0.5f, -0.6f, 0.35f];

    public static IEnumerable<object[]> Cases => GoldenFactories.Cases("regularizers", "regularizer", GoldenFactories.Regularizers);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Penalty_is_that_of_Keras(int number, string regularizerClass)
    {
        var item = GoldenComponents.Cases("regularizers")[number];
        var regularizer = GoldenFactories.Regularizers[regularizerClass](item.GetProperty("args"));
        var tensor = item.GetProperty("w");
        GoldenComponents.Near(regularizerClass, [item.Float("value")], [regularizer.Penalty(tensor.Floats(), tensor.Shape())]);
    }

    public static TheoryData<string, WeightRegularizer> All => new()
    {
        { "L1", new L1() }, { "L2", new L2(0.3f) }, { "L1L2", new L1L2(0.1f, 0.2f) },
        { "rows", new OrthogonalRegularizer(0.5f) }, { "columns", new OrthogonalRegularizer(0.5f, columns: true) },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Gradient_is_the_slope_of_the_penalty(string name, WeightRegularizer regularizer)
    {
        const float Step = 1e-3f;
        int[] shape = [4, 3];
        var gradient = new float[Weight.Length];
        gradient.AsSpan().Fill(1f);
        regularizer.AddGradient(Weight, shape, gradient);
        for (var i = 0; i < Weight.Length; i++)
        {
            var (up, down) = ((float[])Weight.Clone(), (float[])Weight.Clone());
            up[i] += Step;
            down[i] -= Step;
            var slope = ((double)regularizer.Penalty(up, shape) - regularizer.Penalty(down, shape)) / (up[i] - (double)down[i]);
            Assert.True(Math.Abs(slope - (gradient[i] - 1.0)) < 1e-3, $"{name}[{i}]: slope {slope}, gradient {gradient[i] - 1f}");
        }
    }

    [Fact]
    public void Elementwise_penalties_may_be_given_padded_memory()
    {
        var padded = new float[16];
        Weight.CopyTo(padded, 0);
        var regularizer = new L1L2(0.1f, 0.2f);
        Assert.True(regularizer.IsElementwise);
        Assert.Equal(regularizer.Penalty(Weight, [4, 3]), regularizer.Penalty(padded, [4, 3]), 6);
        var gradient = new float[16];
        regularizer.AddGradient(padded, [4, 3], gradient);
        Assert.True(gradient.AsSpan(Weight.Length).IndexOfAnyExcept(0f) < 0);
    }

    [Theory]
    [InlineData(Regularizer.L1, 0.01f, 0f)]
    [InlineData(Regularizer.L2, 0f, 0.01f)]
    [InlineData(Regularizer.L1L2, 0f, 0f)]
    public void Kinds_have_the_default_factors_of_Keras(Regularizer kind, float l1, float l2)
    {
        var made = WeightRegularizer.From(kind)!;
        Assert.Equal(new L1L2(l1, l2).Penalty(Weight, [12]), made.Penalty(Weight, [12]));
    }

    [Fact]
    public void None_is_no_regularizer() => Assert.Null(WeightRegularizer.From(Regularizer.None));
}
