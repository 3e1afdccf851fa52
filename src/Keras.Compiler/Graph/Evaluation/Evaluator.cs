using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>Executes <c>Call</c> over tensors of the graph, layers, shapes and constants. After a fault a value is unknown, and what
/// follows from it is silent.</summary>
internal sealed partial class Evaluator(GraphState state)
{
    private readonly List<int> _running = [];
    private Frame _frame = new();

    private ProblemList Problems => state.Problems;

    /// <summary>The value that <c>Call</c> returns, and the node of the expression it comes from.</summary>
    public (AbstractValue Value, int Node) RunCall(FunctionDescription call, ImmutableArray<AbstractValue> inputs)
    {
        var frame = new Frame();
        for (var i = 0; i < inputs.Length; i++) frame.Locals[call.Parameters[i]] = inputs[i];
        _frame = frame;
        _running.Add(0);
        Run(call.Body);
        return (frame.Result ?? UnknownValue.Instance, frame.ResultNode);
    }

    /// <summary>Inlines a helper: a fresh set of locals. What a local function captures is among the arguments.</summary>
    private AbstractValue RunFunction(FunctionCallExpression call)
    {
        var function = state.Model.Functions[call.Function];
        var frame = new Frame();
        foreach (var argument in call.Arguments) frame.Locals[argument.Parameter] = Evaluate(argument.Value);
        if (_running.Contains(call.Function))
        {
            Problems.HelperRecursion(call.Id, function.Name,
                string.Join(" -> ", _running.SkipWhile(running => running != call.Function).Append(call.Function).Select(f => state.Model.Functions[f].Name)));
            return UnknownValue.Instance;
        }
        var caller = _frame;
        _frame = frame;
        _running.Add(call.Function);
        Run(function.Body);
        _running.RemoveAt(_running.Count - 1);
        _frame = caller;
        return frame.Result ?? UnknownValue.Instance;
    }

    /// <summary>The values of an expression, or an unknown one.</summary>
    private AbstractValue Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => FromConstant(constant.Value.Value),
        LocalExpression local => _frame.Locals.TryGetValue(local.Name, out var value) ? value : UnknownValue.Instance,
        FieldExpression field => state.Field(field.Field),
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Binary(binary),
        ConditionalExpression conditional => Decide(conditional.Condition) is { } chosen
            ? Evaluate(chosen ? conditional.WhenTrue : conditional.WhenFalse)
            : UnknownValue.Instance,
        Description.SwitchExpression choice => Switch(choice),
        TupleExpression tuple => new TupleValue([.. tuple.Elements.Select(Evaluate)], [.. tuple.Names]),
        Description.CollectionExpression collection => Collection(collection),
        Description.IndexExpression index => Index(index),
        MemberExpression member => Member(member),
        MethodExpression method => Method(method),
        OperationExpression operation => Operation(operation),
        FunctionCallExpression call => RunFunction(call),
        MethodGroupExpression group => Evaluate(group.Target) is LayerValue layer ? new MethodGroupValue(layer.Layer, group.Method) : UnknownValue.Instance,
        AssignmentExpression assignment => Assign(assignment),
        _ => Unreadable(),
    };

    /// <summary>What binding could not read, and has reported.</summary>
    private UnknownValue Unreadable()
    {
        state.IsBlocked = true;
        return UnknownValue.Instance;
    }

    private static AbstractValue FromConstant(object? value) => value is not string && value is System.Collections.IEnumerable items
        ? new ListValue([.. items.Cast<object>().Select(item => FromConstant(item is ConstantValue constant ? constant.Value : item))])
        : new LiteralValue(value);

    private AbstractValue Collection(Description.CollectionExpression collection)
    {
        var items = new List<AbstractValue>();
        foreach (var element in collection.Elements)
            if (element is not SpreadExpression spread) items.Add(Evaluate(element));
            else if (Items(Evaluate(spread.Items)) is { } spreadItems) items.AddRange(spreadItems);
            else return UnknownValue.Instance;
        return new ListValue(items);
    }

    /// <summary>What <c>foreach</c> and a spread go over.</summary>
    private static IReadOnlyList<AbstractValue>? Items(AbstractValue value) => value switch
    {
        ListValue list => list.Items,
        ShapeValue shape => [.. shape.Shape.Dims.Select(LengthValue.Of)],
        _ => null,
    };

    private AbstractValue Switch(Description.SwitchExpression choice)
    {
        var value = Evaluate(choice.Value);
        foreach (var arm in choice.Arms)
        {
            var matches = arm.Pattern is null ? true : Same(value, Evaluate(arm.Pattern), choice.Id);
            if (matches == true && arm.Guard is not null) matches = Decide(arm.Guard);
            if (matches is null) return UnknownValue.Instance;
            if (matches.Value) return Evaluate(arm.Result);
        }
        Problems.NotEvaluable(choice.Id, "switch without a matching arm", value.ToString());
        return UnknownValue.Instance;
    }

    /// <summary>A condition; null where it cannot be decided, which is reported.</summary>
    private bool? Decide(Expression condition)
    {
        switch (Evaluate(condition))
        {
            case LiteralValue { Value: bool flag }: return flag;
            case UnknownValue: return null;
            case var value:
                Problems.NotEvaluable(condition.Id, "a condition", value.ToString());
                return null;
        }
    }
}
