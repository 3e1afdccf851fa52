using System.Collections.Immutable;
using Keras.Compiler.Emission.Programs;
using Keras.Compiler.Fusion;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Rewriting;
using Keras.Compiler.Support;

namespace Keras.Compiler.BackEnd;

/// <summary>From a model's primitive programs to the C# that computes: fuse, plan, emit.</summary>
public static class KernelCompiler
{
    /// <summary>The text of <c>Headline.Kernels.g.cs</c>.</summary>
    public static string Compile(KernelSource source, CompilerOptions options, CancellationToken cancellation = default)
    {
        return ProgramEmitter.Emit(new ProgramOutline(
            source.Namespace, source.ContainingTypes, source.Name, source.Inputs, source.Outputs,
            Plan(Rewriter.Rewrite(source.Infer.ForPrediction(), options)), source.Evaluate is null ? null : Plan(source.Evaluate), Plan(source.Train)));

        PlannedProgram Plan(Program program)
        {
            cancellation.ThrowIfCancellationRequested();
            return ArenaPlanner.Plan(WeightHoisting.Hoist(Fuser.Fuse(program, options), options));
        }
    }
}

/// <summary>What the back end starts from.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="ContainingTypes">Headers of the containing types from outermost in.</param>
/// <param name="Name">The model class's own name.</param>
/// <param name="Inputs">Keras names and fixed batch sizes (or 0) of the inputs.</param>
/// <param name="Outputs">Keras names of the outputs.</param>
/// <param name="Infer">The program lowered for inference.</param>
/// <param name="Evaluate">The same with loss terms; null where there are none.</param>
/// <param name="Train">The program lowered for training, differentiated.</param>
public sealed record KernelSource(
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Name,
    ImmutableArray<(string Name, int BatchSize)> Inputs,
    ImmutableArray<string> Outputs,
    Program Infer,
    Program? Evaluate,
    Program Train);
