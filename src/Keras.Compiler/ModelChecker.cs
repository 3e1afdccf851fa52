using Keras.Compiler.Description;
using Keras.Compiler.Graph;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;

namespace Keras.Compiler;

/// <summary>Finds the faults that lie behind binding: those of the functional graph. The analyzers' half of
/// <see cref="ModelCompiler"/>.</summary>
public static class ModelChecker
{
    /// <summary>Problems of one model. A fault that only the shapes of a call bring to a nested model is one of that call.</summary>
    /// <param name="closure">The model and the models nested in it.</param>
    /// <param name="cancellation">Stops between stages and within them.</param>
    public static EquatableArray<Problem> Check(ModelClosure closure, CancellationToken cancellation) =>
        GraphBuilder.Build(closure.Model, closure.Find, cancellation).Problems.ToEquatableArray();
}
