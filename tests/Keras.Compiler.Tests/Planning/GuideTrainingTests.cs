using Keras.Compiler.Autodiff;
using Keras.Compiler.Fusion;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Tests.Graph;
using Keras.Models.Tests.Guide;

namespace Keras.Compiler.Tests.Planning;

/// <summary>What a training step of the guide's models computes: no gradient that only a model's inputs would have.</summary>
public sealed class GuideTrainingTests
{
    public static TheoryData<string> Models => [.. GuideSource.Models.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void No_gradient_of_an_input_is_computed(string name)
    {
        var plan = Plan(name);
        var sinks = new Sinks(plan.Fused);
        foreach (var step in plan.Backward.Where(step => Runs(plan, step)))
            foreach (var result in step.Step.Results)
                Assert.True(
                    sinks.Of(result) is var sink && (sink.IsEmpty || ServesWeight(plan, sink) || !ComputesInTiles(plan, step, result)),
                    $"{name}: {step.Step.Name} makes {result.Name}, which only gradients of inputs are made of.");
    }

    /// <summary>So that the test above does not pass where there is nothing to leave out.</summary>
    [Fact]
    public void The_gradient_of_the_first_layers_input_waits_to_be_asked_for()
    {
        var plan = Plan("Mlp");
        var step = Assert.Single(plan.Backward, step => !Runs(plan, step));
        Assert.Equal("InputGradient", step.Step.Name);
        Assert.Equal(plan.Source.Weights.Length, Assert.Single(plan.Guards[step.Guard]));
    }

    /// <summary>Whether training runs a step: it asks for the gradients of weights, and for those of no input.</summary>
    private static bool Runs(PlannedProgram plan, PlannedStep step) => step.Guard < 0 || ServesWeight(plan, plan.Guards[step.Guard]);

    /// <summary>Whether a step computes one of its results: one that runs in tiles may leave some out.</summary>
    private static bool ComputesInTiles(PlannedProgram plan, PlannedStep step, Value result)
    {
        if (step.Nested is not { Plan: { Guards.IsEmpty: false } tile }) return true;
        var value = tile.Fused.Results.OfKind(ResultKind.Output).First(output => output.Index == step.Step.Results.IndexOf(result)).Value;
        var makers = tile.Forward.Where(inner => inner.Step.Results.Contains(value)).ToList();
        Assert.NotEmpty(makers);
        return makers.Exists(inner => Runs(plan, inner));
    }

    private static bool ServesWeight(PlannedProgram plan, IEnumerable<int> gradients) => gradients.Any(number => number < plan.Source.Weights.Length);

    private static PlannedProgram Plan(string name)
    {
        var source = string.Concat(GuideSource.Closure(name).Select(model => GuideSource.Models[model].ToFullString()));
        var program = Differentiator.Differentiate(Lowerer.Lower(new SourceModel(source, name).Graph, training: true, CompilerOptions.Default));
        return ArenaPlanner.Plan(Fuser.Fuse(program, CompilerOptions.Default));
    }
}
