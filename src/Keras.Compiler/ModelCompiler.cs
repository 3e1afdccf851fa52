using Keras.Compiler.Description;
using Keras.Compiler.Emission;
using Keras.Compiler.Support;

namespace Keras.Compiler;

/// <summary>From a model's description to its generated sources: the table of contents of the compiler.</summary>
public static class ModelCompiler
{
    /// <summary>Compiles one model. A faulty one gives a skeleton whose members throw; so does a failure of the compiler itself, which
    /// the skeleton states so that the analyzer reports it (KER999).</summary>
    /// <param name="closure">The model and the models nested in it.</param>
    /// <param name="cancellation">Stops between stages and within them.</param>
    public static EquatableArray<CompiledSource> Compile(ModelClosure closure, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return [SkeletonEmitter.Emit(closure.Model, failure: null)];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Fail(closure.Model, failure.ToString());
        }
    }

    /// <summary>What a model gets for which the compiler itself failed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="failure">What happened, for KER999.</param>
    public static EquatableArray<CompiledSource> Fail(ModelDescription model, string failure) =>
        [SkeletonEmitter.Emit(model, failure)];
}

/// <summary>One generated file.</summary>
/// <param name="HintName">Unique within the compilation: full metadata name and <c>.g.cs</c>.</param>
/// <param name="Text">C#, with <c>\n</c> line ends.</param>
public sealed record CompiledSource(string HintName, string Text);
