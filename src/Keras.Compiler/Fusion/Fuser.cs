using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion;

/// <summary>From primitive ops to calls of kernels, as few as possible.</summary>
public static class Fuser
{
    public static FusedProgram Fuse(Program program, CompilerOptions options)
    {
        var fused = StepSelection.Select(program);
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
}
