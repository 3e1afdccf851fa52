using Keras.Runtime.Tests.Goldens;

namespace Keras.Runtime.Tests.Constraints;

public sealed class ConstraintTests
{
    public static IEnumerable<object[]> Cases => GoldenFactories.Cases("constraints", "constraint", GoldenFactories.Constraints);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Result_is_that_of_Keras(int number, string constraintClass)
    {
        var item = GoldenComponents.Cases("constraints")[number];
        var constraint = GoldenFactories.Constraints[constraintClass](item.GetProperty("args"));
        var weight = item.GetProperty("w").Floats();
        constraint.Apply(weight, item.GetProperty("w").Shape());
        GoldenComponents.Near(constraintClass, item.GetProperty("value").Floats(), weight);
    }

    [Fact]
    public void Norms_run_over_all_axes_that_are_given()
    {
        // A convolution's kernel (2, 1, 2, 2): one norm per filter.
        float[] weight = [3f, 0f, 0f, 0f, 4f, 0f, 0f, 1f];
        new UnitNorm([0, 1, -2]).Apply(weight, [2, 1, 2, 2]);
        GoldenComponents.Near("filters", [0.6f, 0f, 0f, 0f, 0.8f, 0f, 0f, 1f], weight, 1e-6);
    }

    [Fact]
    public void An_axis_that_is_not_there_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => new MaxNorm(axis: [2]).Apply(new float[4], [2, 2]));
        Assert.Contains("axis 2", error.Message);
        Assert.Contains("(2, 2)", error.Message);
    }

    [Fact]
    public void Kinds_have_the_default_arguments_of_Keras()
    {
        float[] weight = [3f, 4f];
        WeightConstraint.From(Constraint.MaxNorm)!.Apply(weight, [2, 1]);
        GoldenComponents.Near("max norm", [1.2f, 1.6f], weight, 1e-6);
        WeightConstraint.From(Constraint.MinMaxNorm)!.Apply(weight, [2, 1]);
        GoldenComponents.Near("min max norm", [0.6f, 0.8f], weight, 1e-6);
        Assert.Null(WeightConstraint.From(Constraint.None));
    }
}
