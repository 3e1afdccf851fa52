using System.Collections.Immutable;
using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion;

/// <summary>From primitive ops to calls of kernels, as few as possible.</summary>
public static class Fuser
{
    public static FusedProgram Fuse(Program program, CompilerOptions options) => Improve(StepSelection.Select(program), options);

    private static FusedProgram Improve(FusedProgram fused, CompilerOptions options)
    {
        fused = fused with { Forward = ImproveBodies(fused.Forward, options), Backward = ImproveBodies(fused.Backward, options) };
        foreach (var pass in FusionPipeline.Passes.Where(p => !options.DisabledPasses.Contains(p.Name)))
        {
            var steps = new StepList(fused);
            pass.Run(steps);
            fused = steps.ToProgram();
            FusedVerifier.Verify(fused, pass.Name);
        }
        fused = BroadcastAxes.Limit(Layouts.Convert(fused));
        FusedVerifier.Verify(fused, "conversion");
        return fused;
    }

    private static ImmutableArray<Step> ImproveBodies(ImmutableArray<Step> steps, CompilerOptions options) =>
        [.. steps.Select(step => step is INestedStep nested ? nested.WithBody(Improve(nested.Body, options)) : step)];
}
