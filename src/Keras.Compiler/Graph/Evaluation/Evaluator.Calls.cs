using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Layers;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;

namespace Keras.Compiler.Graph.Evaluation;

internal sealed partial class Evaluator
{
    private AbstractValue Method(MethodExpression method)
    {
        var target = method.Target is null ? new ModelValue() : Evaluate(method.Target);
        return (target, method.Method) switch
        {
            (UnknownValue, _) => Skip(method.Arguments),
            (ModelValue, "GetLayer") => GetLayer(method, state.Layers, within: []),
            (LayerValue { Layer: { Definition: null } model } layer, "GetLayer") => GetLayer(method, LayersOf(model), [.. layer.Within, model]),
            (LayerValue { Within.Count: > 0 }, "Call" or "CallWithState" or "CallBoth") => NotEvaluable(method.Id, $"{method.Method} of a layer of a nested model", target),
            (LayerValue { Layer: { Definition: null } model }, "Call") => CallModel(model, method),
            (LayerValue { Layer: { Definition: { } definition } layer }, "Call" or "CallWithState" or "CallBoth") => CallLayer(layer, definition, method),
            (LayerValue layer, _) => Node(layer, method) ?? NotEvaluable(method.Id, method.Method, target),
            _ => NotEvaluable(method.Id, method.Method, target),
        };
    }

    /// <summary>Evaluates arguments for the faults in them.</summary>
    private UnknownValue Skip(EquatableArray<Argument> arguments)
    {
        foreach (var argument in arguments) Evaluate(argument.Value);
        return UnknownValue.Instance;
    }

    private AbstractValue? Node(LayerValue layer, MethodExpression method)
    {
        if (method.Arguments.Count != 1) return null;
        var argument = method.Arguments[0].Value;
        return Evaluate(argument) switch
        {
            LiteralValue { Value: int index } => NodesOf(layer).Method(method.Method, index, method.Id, argument.Id),
            UnknownValue => UnknownValue.Instance,
            LengthValue length => NotDecidable(argument.Id, length.ToString()),
            _ => null,
        };
    }

    private NodeAccess NodesOf(LayerValue layer) => new(layer.Layer.Name, new NestedNodes(state).Of(layer), Problems);

    /// <summary>The layers of a nested model: as in its first call, else as it declares itself.</summary>
    private IReadOnlyList<GraphLayer> LayersOf(GraphLayer model) =>
        (model.Nested ?? state.Graphs.Declared(state.Graphs.Find(model.Field!.NestedModel!)!).Graph!).Layers;

    private AbstractValue GetLayer(MethodExpression method, IReadOnlyList<GraphLayer> layers, EquatableArray<GraphLayer> within)
    {
        if (method.Arguments.Count == 0 || Evaluate(method.Arguments[0].Value) is not LiteralValue { Value: string name })
            return method.Arguments.Count == 0 ? NotEvaluable(method.Id, "GetLayer without a name", new ModelValue()) : UnknownValue.Instance;
        var node = method.Arguments[0].Value.Id;
        if (layers.FirstOrDefault(layer => layer.Name == name) is not { } found)
        {
            Problems.NoSuchLayer(node, name, string.Join(", ", layers.Select(layer => $"'{layer.Name}'")));
            return UnknownValue.Instance;
        }
        var kind = found.Field?.Handles[0].Name ?? found.ClassName;
        if (method.TypeArguments.Count == 1 && method.TypeArguments[0] is var expected && expected != kind && expected is not ("Layer" or "Model"))
        {
            Problems.LayerOfOtherType(method.Id, name, kind, expected);
            return UnknownValue.Instance;
        }
        return new LayerValue(found) { Within = within };
    }

    private AbstractValue CallModel(GraphLayer layer, MethodExpression method)
    {
        var model = state.Graphs.Find(layer.Field!.NestedModel!)!;
        var arguments = new CallArguments(method.Id);
        foreach (var input in model.Inputs)
        {
            if (method.Arguments.FirstOrDefault(argument => argument.Parameter == input.Name)?.Value is not { } expression) continue;
            if (Evaluate(expression) is not TensorValue tensor) return UnknownValue.Instance;
            arguments = arguments.Add(tensor.Tensor, expression.Id);
        }
        return Result(LayerCaller.Call(state, layer, arguments));
    }

    private AbstractValue CallLayer(GraphLayer layer, LayerDefinition definition, MethodExpression method)
    {
        var arguments = new CallArguments(method.Id) { ReturnsState = method.Method == "CallWithState" };
        var states = ((Expression Expression, AbstractValue Value)?)null;
        foreach (var argument in method.Arguments)
        {
            var value = Evaluate(argument.Value);
            switch (value)
            {
                case UnknownValue:
                    return value;
                case ListValue or TensorValue when argument.Parameter == "initialState":
                    states = (argument.Value, value);
                    break;
                case TensorValue mask when argument.Parameter == "mask":
                    arguments = arguments with { Mask = (mask.Tensor, argument.Value.Id) };
                    break;
                case LiteralValue { Value: null }:
                    break;
                case LiteralValue literal:
                    arguments = arguments with { Options = arguments.Options.SetItem(argument.Parameter, new(literal.Value)) };
                    break;
                case LengthValue length:
                    return NotDecidable(argument.Value.Id, length.ToString());
                default:
                    if (AddTensors(arguments, argument.Value, value) is not { } extended) return UnknownValue.Instance;
                    arguments = extended;
                    break;
            }
        }
        // First states come after the inputs, wherever the call names them.
        if (states is var (expression, given))
        {
            if (AddTensors(arguments, expression, given) is not { } extended) return UnknownValue.Instance;
            arguments = extended;
        }
        var outputs = LayerCaller.Call(state, layer, arguments);
        if (outputs is not [var first, ..]) return UnknownValue.Instance;
        // How many states there are depends on what is wrapped: a list. A layer that always makes its states gives them to those who ask.
        return method.Method switch
        {
            "CallBoth" => Result([.. outputs.Value.Take(2)]),
            "CallWithState" when !definition.Wrapped.IsEmpty => new ListValue([.. outputs.Value.Select(output => new TensorValue(output))]),
            "CallWithState" => Result(outputs),
            _ => new TensorValue(first),
        };
    }

    private AbstractValue Operation(OperationExpression operation)
    {
        if (LayerCatalogue.FindByFunction(operation.Function) is not var (definition, function))
            return NotEvaluable(operation.Id, $"Ops.{operation.Function}", new ModelValue());
        var arguments = new CallArguments(operation.Id);
        var parameters = function.Constants.ToList();
        var (name, nameNode, isUnknown) = ((string?)null, 0, false);
        GraphLayer? wrapped = null;
        foreach (var argument in operation.Arguments)
        {
            var value = Evaluate(argument.Value);
            if (value is UnknownValue) isUnknown = true;
            else if (argument.Parameter == "name") (name, nameNode) = ((value as LiteralValue)?.Value as string, argument.Value.Id);
            else if (value is MethodGroupValue group && !definition.Wrapped.IsEmpty) wrapped = group.Layer;
            else if (value is TensorValue || (value is ListValue && !IsHyperparameter(definition, argument.Parameter)))
            {
                if (AddTensors(arguments, argument.Value, value) is { } extended) arguments = extended;
                else isUnknown = true;
            }
            else if (Constant(value, argument.Value.Id) is { } constant) parameters.Add((argument.Parameter, constant));
            else isUnknown = true;
        }
        if (isUnknown) return UnknownValue.Instance;
        var configuration = LayerConfigurationReader.Read(definition, parameters);
        var before = Problems.Problems.Count;
        definition.Validate(configuration, new(Problems, property => NodeOf(operation, property)));
        if (Problems.Problems.Count > before || (name is not null && !state.TakeName(name, nameNode))) return UnknownValue.Instance;
        return Anonymous(definition, function.Name, configuration, arguments, name, wrapped);
    }

    private static bool IsHyperparameter(LayerDefinition definition, string parameter) =>
        definition.AttributeType.GetProperties().Any(property => string.Equals(property.Name, parameter, StringComparison.OrdinalIgnoreCase));

    private static int NodeOf(OperationExpression operation, string property) =>
        operation.Arguments.FirstOrDefault(argument => string.Equals(argument.Parameter, property, StringComparison.OrdinalIgnoreCase))?.Value.Id ?? operation.Id;

    /// <summary>A layer without a field, called once; a wrapper of a layer or nested model that has a field.</summary>
    private AbstractValue Anonymous(
        LayerDefinition definition, string kind, LayerConfiguration configuration, CallArguments arguments, string? name = null, GraphLayer? wrapped = null)
    {
        var layer = new GraphLayer(name ?? state.NumberedName(KerasName.FromIdentifier(kind)), definition, configuration, null, null);
        if (wrapped is not null) layer.Wrapped = [wrapped];
        if (!definition.IsLayer || definition.ClassName != kind) layer.ClassName = char.ToUpperInvariant(kind[0]) + kind.Substring(1);
        state.Layers.Add(layer);
        return Result(LayerCaller.Call(state, layer, arguments));
    }

    /// <summary>One tensor or a tuple of them; its elements are named where a nested model names its outputs.</summary>
    private static AbstractValue Result(ImmutableArray<GraphTensor>? outputs) => outputs switch
    {
        null => UnknownValue.Instance,
        [var only] => new TensorValue(only),
        { } several => new TupleValue([.. several.Select(output => new TensorValue(output))], OutputNames(several[0].Producer!)),
    };

    private static ImmutableArray<string?> OutputNames(GraphNode node) =>
        node.Nested is { } nested ? [.. nested.Description.OutputNames]
        : node.Wrapped.Length > 0 ? OutputNames(node.Wrapped[0])
        : [.. node.Outputs.Select(_ => (string?)null)];

    /// <summary>Adds one tensor or a list of them; null after a fault, or where an element is unknown.</summary>
    private CallArguments? AddTensors(CallArguments arguments, Expression expression, AbstractValue value)
    {
        if (value is TensorValue tensor) return arguments.Add(tensor.Tensor, expression.Id);
        if (value is not ListValue list)
        {
            NotEvaluable(expression.Id, "a call", value);
            return null;
        }
        var elements = expression is Description.CollectionExpression { Elements: var written } && written.Count == list.Items.Count ? written : default;
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is not TensorValue item)
            {
                if (list.Items[i] is not UnknownValue) NotEvaluable(expression.Id, "a call", list.Items[i]);
                return null;
            }
            arguments = arguments.Add(item.Tensor, elements.Count > 0 ? elements[i].Id : expression.Id);
        }
        return arguments;
    }

    /// <summary>A value as a hyperparameter; null after reporting that it is none.</summary>
    private ConstantValue? Constant(AbstractValue value, int node)
    {
        switch (value)
        {
            case LiteralValue literal:
                return new(literal.Value);
            case ListValue list:
                var items = list.Items.Select(item => Constant(item, node)).ToList();
                return items.Any(item => item is null) ? null : new(items.Select(item => item!.Value).ToEquatableArray());
            case LengthValue length:
                NotDecidable(node, length.ToString());
                return null;
            default:
                if (value is not UnknownValue) NotEvaluable(node, "a hyperparameter", value);
                return null;
        }
    }
}
