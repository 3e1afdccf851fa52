using Keras.Compiler.Autodiff;
using Keras.Compiler.Description;
using Keras.Compiler.Emission;
using Keras.Compiler.Emission.Programs;
using Keras.Compiler.Emission.Surface;
using Keras.Compiler.Fusion;
using Keras.Compiler.Graph;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Rewriting;
using Keras.Compiler.Support;

namespace Keras.Compiler;

/// <summary>From a model's description to its generated sources: the table of contents of the compiler.</summary>
public static class ModelCompiler
{
    /// <summary>Compiles one model. A faulty one gets members that throw; so does one on which the compiler itself fails, with a mark by
    /// which the analyzer reports it (KER999).</summary>
    /// <param name="closure">The model and the models nested in it.</param>
    /// <param name="cancellation">Stops between stages and within them.</param>
    public static EquatableArray<CompiledSource> Compile(ModelClosure closure, CancellationToken cancellation) =>
        Compile(closure, CompilerOptions.Default, cancellation);

    /// <inheritdoc cref="Compile(ModelClosure, CancellationToken)"/>
    /// <param name="options">What tests may change.</param>
    public static EquatableArray<CompiledSource> Compile(ModelClosure closure, CompilerOptions options, CancellationToken cancellation)
    {
        try
        {
            return CompileStages(closure, options, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Fail(closure.Model, failure.ToString());
        }
    }

    /// <summary>What a model gets on which the compiler itself failed.</summary>
    /// <param name="model">Its description.</param>
    /// <param name="failure">What happened.</param>
    public static EquatableArray<CompiledSource> Fail(ModelDescription model, string failure) =>
        [Surface(model, SurfaceModelBuilder.BuildFaulty(model, failure))];

    private static EquatableArray<CompiledSource> CompileStages(ModelClosure closure, CompilerOptions options, CancellationToken cancellation)
    {
        var model = closure.Model;
        if (!closure.IsComplete || GraphBuilder.Build(model, closure.Find, cancellation).Graph is not { } graph)
            return [Surface(model, SurfaceModelBuilder.BuildFaulty(model, failure: null))];

        var evaluation = Lowerer.Lower(graph, training: false, options);
        var training = Lowerer.Lower(graph, training: true, options);
        var inference = evaluation.ForPrediction();
        cancellation.ThrowIfCancellationRequested();

        var differentiated = Differentiator.Differentiate(Rewriter.Rewrite(training, options));
        cancellation.ThrowIfCancellationRequested();

        PlannedProgram Plan(Program program) => ArenaPlanner.Plan(WeightHoisting.Hoist(Fuser.Fuse(program, options), options));
        var outline = new ProgramOutline(
            model.Namespace, model.ContainingTypes, model.Name,
            [.. graph.Inputs.Zip(model.Inputs, (tensor, declared) => (tensor.Name, declared.BatchSize))],
            [.. model.OutputNames.Select(KerasName.FromIdentifier)],
            Infer: Plan(Rewriter.Rewrite(inference, options)),
            Evaluate: evaluation.LossTerms.IsEmpty && evaluation.OutputMasks.IsEmpty ? null : Plan(evaluation),
            Train: Plan(differentiated)) { Trace = Plan(evaluation.ForTrace()) };
        cancellation.ThrowIfCancellationRequested();

        var structs = new StructTable();
        return
        [
            Surface(model, SurfaceModelBuilder.Build(graph, outline.Weights)),
            new(model.FullName + ".Kernels.g.cs", ProgramEmitter.Emit(outline, structs)),
            new(model.FullName + ".Inspection.g.cs", InspectionEmitter.Emit(outline, structs)),
        ];
    }

    private static CompiledSource Surface(ModelDescription model, SurfaceModel surface) =>
        new(model.FullName + ".g.cs", SurfaceEmitter.Emit(surface));
}

/// <summary>One generated file.</summary>
/// <param name="HintName">Unique within the compilation: full metadata name and <c>.g.cs</c>.</param>
/// <param name="Text">C#, with <c>\n</c> line ends.</param>
public sealed record CompiledSource(string HintName, string Text);
