using Keras.Compiler.Graph.Evaluation;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph;

/// <summary>Faults of the graph as a whole.</summary>
internal static class GraphChecks
{
    /// <summary>Layers that the graph would leave out: without them the model's fields have no meaning.</summary>
    public static void CheckLayers(GraphState state, LayerOrder order, IProblemSink problems)
    {
        // Operations without a field that reach no output are dropped in silence, as in Keras.
        foreach (var layer in state.Layers.Where(layer => layer.Field is not null && !order.Layers.Contains(layer)))
            if (layer.Nodes.Count == 0) problems.LayerNeverCalled(layer.Field!.Id, layer.Name);
            else problems.LayerReachesNoOutput(layer.Field!.Id, layer.Name);
    }

    /// <summary>Arguments without effect.</summary>
    public static void CheckArguments(GraphState state, IProblemSink problems)
    {
        foreach (var layer in state.Layers.Where(layer => layer is { Field: not null, Element: null or 0 })) Check(layer);

        void Check(GraphLayer layer)
        {
            foreach (var argument in layer.Definition?.IgnoredArguments.Where(layer.Configuration!.Given.Contains) ?? [])
                problems.ArgumentIgnored(FieldDeclaration.NodeOf(layer, argument), argument, layer.Name);
            foreach (var wrapped in layer.Wrapped) Check(wrapped);
        }
    }

    /// <summary>Inputs that nothing depends on. As in Keras, they leave the graph as it is.</summary>
    public static void CheckInputs(GraphState state, LayerOrder order, IProblemSink problems)
    {
        for (var i = 0; i < state.Inputs.Length; i++)
            if (!order.Inputs.Contains(state.Inputs[i])) problems.InputReachesNoOutput(state.Model.Inputs[i].Id, state.Inputs[i].Name);
    }
}
