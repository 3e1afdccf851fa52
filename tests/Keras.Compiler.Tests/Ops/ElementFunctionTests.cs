extern alias runtime;

using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Ops;

public sealed class ElementFunctionTests
{
    /// <summary>Functions that are not defined or not finite for all numbers.</summary>
    private static readonly string[] OfPositiveNumbers = ["Sqrt", "ReciprocalSqrt", "Log", "Log1p", "Pow", "Divide", "Reciprocal"];

    public static TheoryData<string> Names => [.. ElementFunctions.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tangents_are_derivatives(string name)
    {
        var formula = Apply(name, [.. Enumerable.Range(0, ElementFunctions.Get(name).Arity).Select(Operand)]);
        CheckGradient(formula, OfPositiveNumbers.Contains(name));
    }

    /// <summary>Inside another function a rule gets its own formula for the result.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Tangents_are_derivatives_inside_a_formula(string name)
    {
        var formula = Apply(name, [.. Enumerable.Range(0, ElementFunctions.Get(name).Arity).Select(i => Operand(i) * 1.25)]);
        CheckGradient(Apply("Sin", formula) * Operand(0), OfPositiveNumbers.Contains(name));
    }

    [Fact]
    public void Every_function_has_a_reference() =>
        Assert.Equal(ElementFunctions.All.Select(function => function.Name), ReferenceFunctions.Table.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_function_is_a_method_of_the_runtime_with_as_many_arguments(string name)
    {
        var methods = typeof(runtime::Keras.Kernels.ElementFunctions).GetMethods().Where(method => method.Name == name).ToList();
        Assert.Equal(ElementFunctions.Get(name).Arity, Assert.Single(methods).GetParameters().Length);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(2.0, 3.0)]
    public void The_gradient_at_a_constant_bound_is_zero(double x, double expected) =>
        Assert.Equal(expected, Gradient(Apply("Max", Operand(0), 0), [x], 0));

    [Fact]
    public void Two_equal_operands_of_a_maximum_share_the_gradient()
    {
        Assert.Equal(1.5, Gradient(Apply("Max", Operand(0), Operand(1)), [2, 2], 0));
        Assert.Equal(1.5, Gradient(Apply("Min", Operand(0), Operand(1)), [2, 2], 1));
    }

    [Fact]
    public void The_gradient_of_the_absolute_value_at_zero_is_zero() =>
        Assert.Equal(0, Gradient(Apply("Abs", Operand(0)), [0], 0));

    /// <summary>exp(1000) is infinite, but was not chosen.</summary>
    [Fact]
    public void A_branch_that_was_not_chosen_cannot_spoil_the_gradient() =>
        Assert.Equal(3, Gradient(Select(Apply("Greater", Operand(0), 0), Operand(0), Apply("Exp", Operand(0))), [1000], 0));

    [Theory]
    [InlineData("Tanh")]
    [InlineData("Sigmoid")]
    [InlineData("Exp")]
    [InlineData("Sqrt")]
    public void The_adjoint_of_an_activation_keeps_the_result_alone(string name) =>
        Assert.Equal(Kept.Results, new Map(Apply(name, Operand(0) + Operand(1)), DType.Float32).Keeps);

    [Fact]
    public void The_adjoint_of_relu_keeps_the_result_alone_and_that_of_a_sum_nothing()
    {
        Assert.Equal(Kept.Results, new Map(Apply("Max", Operand(0) + Operand(1), 0), DType.Float32).Keeps);
        Assert.Equal(Kept.Nothing, new Map(Operand(0) + Operand(1), DType.Float32).Keeps);
        Assert.Equal(Kept.Operands, new Map(Operand(0) * Operand(1), DType.Float32).Keeps);
    }

    private static double Gradient(Formula formula, double[] operands, int by, double cotangent = 3)
    {
        var environment = ReferenceEnvironment.ForBatch(1);
        var result = formula.Evaluate(i => operands[i], environment, 0);
        double[] extended = [.. operands, result, cotangent];
        var adjoint = formula.Cotangent(by, Operand(operands.Length), Operand(operands.Length + 1));
        return adjoint.Evaluate(i => extended[i], environment, 0);
    }

    private static void CheckGradient(Formula formula, bool positive)
    {
        var count = formula.Operands().Count();
        var program = ProgramSketch.Of(
            (b, x) => b.Map("y", formula, x), [.. Enumerable.Range(0, count).Select(_ => Shape.Of(Dim.Batch))]);
        GradientCheck.Check(program, ReferenceEnvironment.ForBatch(20), element: random => positive ? 0.3 + random % 1000 / 700.0 : -1.9 + random % 1000 / 300.0);
    }
}
