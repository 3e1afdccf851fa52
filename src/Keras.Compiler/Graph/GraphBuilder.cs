using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Graph.Evaluation;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph;

/// <summary>From the description of a model to its functional graph, by evaluating <c>Call</c> at compile time.</summary>
public static class GraphBuilder
{
    /// <summary>Builds the graph. Faults are values: nothing is thrown for what a user wrote.</summary>
    /// <param name="model">The model.</param>
    /// <param name="nested">Finds the description of a nested model by full name.</param>
    /// <param name="cancellation">Stops between statements.</param>
    public static GraphResult Build(
        ModelDescription model, Func<string, ModelDescription?> nested, CancellationToken cancellation = default) =>
        new ModelGraphs(nested, cancellation).Declared(model);
}

/// <summary>A graph, or the faults for which there is none.</summary>
/// <param name="Graph">Null where the model, or one nested in it, cannot be compiled.</param>
/// <param name="Problems">Faults of this model, of which some leave a graph; those of nested models are in
/// their own results.</param>
public sealed record GraphResult(FunctionalGraph? Graph, ImmutableArray<Problem> Problems);
