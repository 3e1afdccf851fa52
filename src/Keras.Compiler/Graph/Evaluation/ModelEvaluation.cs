using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>Evaluates one model for given input shapes: declares inputs and layers, runs <c>Call</c>, and makes the graph of what was
/// called.</summary>
internal sealed class ModelEvaluation(ModelDescription model, ModelGraphs graphs, ProblemList problems)
{
    /// <summary>The node of the class itself.</summary>
    private const int ClassNode = 0;

    /// <param name="types">Types of the inputs.</param>
    /// <param name="masks">Shapes of their masks, null where an input has none.</param>
    public GraphResult Run(ImmutableArray<TensorType> types, ImmutableArray<Shape?> masks)
    {
        var state = new GraphState(model, graphs, problems);
        for (var i = 0; i < model.Inputs.Count; i++) state.AddInput(model.Inputs[i], types[i], masks[i]);
        foreach (var field in model.Fields) FieldDeclaration.Declare(field, state);
        state.CheckDeclaredNames();

        var outputs = model.IsSequential ? RunSequential(state) : RunCall(state);
        if (outputs is null && !state.IsFaulty) problems.CompilerFailure(ClassNode, model.Name, "Call was evaluated to nothing, and no fault was found");
        if (outputs is null || state.IsFaulty) return new(null, [.. problems.Problems]);

        var order = LayerOrder.Of(state.Inputs, outputs.Value);
        GraphChecks.CheckLayers(state, order, problems);
        if (problems.Problems.Count > 0) return new(null, [.. problems.Problems]);
        var graph = new FunctionalGraph(
            model, KerasName.FromIdentifier(model.Name), state.Inputs,
            order.Layers, [.. state.Nodes.Where(order.Nodes.Contains)], outputs.Value)
        {
            Order = order.Names,
            Equalities = [.. state.Equalities.Distinct()],
        };
        GraphChecks.CheckInputs(state, order, problems);
        GraphChecks.CheckArguments(state, problems);
        return new(graph, [.. problems.Problems]);
    }

    private ImmutableArray<GraphTensor>? RunCall(GraphState state)
    {
        if (model.Functions.Count == 0) return null;
        var evaluator = new Evaluator(state);
        var (result, node) = evaluator.RunCall(model.Functions[0], [.. state.Inputs.Select(input => (AbstractValue)new TensorValue(input))]);
        if (result is UnknownValue) return null;
        ImmutableArray<AbstractValue> values = result is TupleValue tuple && model.OutputNames.Count > 1 ? tuple.Elements : [result];
        if (values.Any(value => value is UnknownValue)) return null;
        if (values.Length != model.OutputNames.Count || values.Any(value => value is not TensorValue))
        {
            var wrong = values.Length == model.OutputNames.Count ? values.TakeWhile(value => value is TensorValue).Count() : 0;
            problems.OutputNotTensor(node, model.OutputNames[wrong], values.Length == model.OutputNames.Count ? values[wrong].ToString() : result.ToString());
            return null;
        }
        var tensors = values.Select(value => ((TensorValue)value).Tensor).ToImmutableArray();
        return tensors.All(tensor => state.Owns(tensor, node)) ? tensors : null;
    }

    /// <summary>A <c>Call</c> without a body: the fields in order, each on the result of the one before.</summary>
    private ImmutableArray<GraphTensor>? RunSequential(GraphState state)
    {
        if (model.Inputs.Count != 1 || model.Fields.Count == 0) return null;
        var current = state.Inputs[0];
        foreach (var field in model.Fields)
            foreach (var layer in state.LayersOf(field.Name))
            {
                var outputs = LayerCaller.Call(state, layer, new CallArguments(field.Id).Add(current, field.Id));
                if (outputs is null) return null;
                if (outputs.Value.Length != 1)
                {
                    problems.SequentialForm(field.Id, model.Name, $"has the layer '{layer.Name}' with {outputs.Value.Length} outputs");
                    return null;
                }
                current = outputs.Value[0];
            }
        return [current];
    }
}
