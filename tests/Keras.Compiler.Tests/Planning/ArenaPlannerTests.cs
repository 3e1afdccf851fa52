using Keras.Compiler.Autodiff;
using Keras.Compiler.Fusion;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Tests.Autodiff;
using Keras.Compiler.Tests.Emission;

namespace Keras.Compiler.Tests.Planning;

public sealed class ArenaPlannerTests
{
    [Fact]
    public void No_step_finds_its_operands_overwritten_in_random_programs()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var program = RandomPrograms.Of(seed);
            Check(Differentiator.Differentiate(seed % 2 == 0 ? program : program.WithPanels()));
            Check(program);
        }
    }

    [Fact]
    public void No_step_finds_its_operands_overwritten_in_models()
    {
        foreach (var program in new[] { SampleModels.Mlp(), SampleModels.Branching(), SampleModels.Shared(), SampleModels.Normalised(true) })
            foreach (var pass in FusionPipeline.Passes.Select(p => p.Name).Append("none"))
                Check(Differentiator.Differentiate(program), CompilerOptions.Default.Without(pass));
    }

    [Fact]
    public void A_plan_with_everything_in_one_place_is_found_out()
    {
        var plan = Plan(Differentiator.Differentiate(SampleModels.Branching()));
        var types = plan.Types.ToDictionary(t => t.Key, t => t.Value.Home == Home.Slot ? t.Value with { Index = 0 } : t.Value);
        Assert.NotNull(MemoryCheck.FindFault(plan with { Types = types }, _ => 3));
    }

    [Fact]
    public void The_verifier_refuses_tenants_at_the_same_time()
    {
        var plan = Plan(SampleModels.Branching());
        var slot = plan.Slots.First();
        var twice = slot with { Tenants = [slot.Tenants[0], slot.Tenants[0]] };
        Assert.Throws<OpVerificationException>(() => PlanVerifier.Verify(plan with { Slots = [twice] }));
        Assert.Throws<OpVerificationException>(() => PlanVerifier.Verify(plan with { Slots = [slot with { Sizes = [4] }] }));
    }

    [Fact]
    public void The_arena_of_the_branching_model_is_far_smaller_than_its_buffers_together()
    {
        Smaller(Plan(SampleModels.Branching()), 0.75);
        Smaller(Plan(Differentiator.Differentiate(SampleModels.Branching())), 0.6);

        static void Smaller(PlannedProgram plan, double fraction)
        {
            var (arena, buffers) = (PlanPrinter.ArenaSize(plan, 32), PlanPrinter.SumOfBuffers(plan, 32));
            Assert.True(arena <= fraction * buffers, $"{arena} of {buffers} bytes\n{PlanPrinter.Print(plan)}");
        }
    }

    [Fact]
    public void Guards_name_the_gradients_that_a_step_serves()
    {
        var plan = Plan(Differentiator.Differentiate(SampleModels.Mlp()));
        // Six weights, then the image: what is nearest to the loss serves all, the image's gradient only itself.
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], plan.Guards[0].ToArray());
        Assert.Contains(plan.Guards, g => g.SequenceEqual([6]));
        Assert.All(plan.Backward, step => Assert.InRange(step.Guard, 0, plan.Guards.Length - 1));
        Assert.All(plan.Forward, step => Assert.Equal(-1, step.Guard));
    }

    [Fact]
    public void Sizes_are_compared_for_all_lengths()
    {
        var (n, t) = (Dim.Batch, Dim.Symbol("time"));
        Assert.Equal([4 * n + 8, 2 * n * t], SlotAllocator.Largest([4 * n, 4 * n + 8, 2 * n * t, 8, n * t]).ToArray());
    }

    private static PlannedProgram Plan(Program program, CompilerOptions? options = null) =>
        ArenaPlanner.Plan(Fuser.Fuse(program, options ?? CompilerOptions.Default));

    private static void Check(Program program, CompilerOptions? options = null)
    {
        var plan = Plan(program, options);
        var fault = MemoryCheck.FindFault(plan, symbol => symbol == "batch" ? 3 : 2);
        Assert.True(fault is null, fault + "\n" + PlanPrinter.Print(plan));
    }
}
