using Keras.Compiler.Description;
using Keras.Compiler.Emission.Surface;
using Keras.Compiler.Graph;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;

namespace Keras.Compiler;

/// <summary>Finds the faults that lie behind binding: those of the functional graph and of generated names. The analyzers' half of
/// <see cref="ModelCompiler"/>.</summary>
public static class ModelChecker
{
    /// <summary>Problems of one model. A fault that only the shapes of a call bring to a nested model is one of that call.</summary>
    /// <param name="closure">The model and the models nested in it.</param>
    /// <param name="cancellation">Stops between stages and within them.</param>
    public static EquatableArray<Problem> Check(ModelClosure closure, CancellationToken cancellation)
    {
        var names = new ProblemList(closure.Model.FullName);
        MemberNameChecker.Check(closure.Model, names);
        // Without a signature there is nothing to evaluate; binding has said so.
        if (closure.Model.OutputNames.Count == 0 || (closure.Model.Functions.Count == 0 && !closure.Model.IsSequential))
            return names.Problems.ToEquatableArray();
        var graph = GraphBuilder.Build(closure.Model, closure.Find, cancellation);
        return names.Problems.Concat(graph.Problems).ToEquatableArray();
    }
}
