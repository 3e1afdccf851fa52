using Keras.Compiler.Description;
using Keras.Compiler.Layers;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

internal sealed partial class Evaluator
{
    private AbstractValue Unary(UnaryExpression unary)
    {
        var operand = Evaluate(unary.Operand);
        return operand switch
        {
            UnknownValue => operand,
            TensorValue tensor when LayerCatalogue.FindByOperator(unary.Operator, OperatorForm.Unary) is { } found =>
                Operator(unary.Id, found, [(tensor.Tensor, unary.Operand.Id)]),
            LengthValue length when unary.Operator == "-" => LengthValue.Of(length.Length * -1),
            LiteralValue literal when Arithmetic.Unary(unary.Operator, literal.Value) is { } result => new LiteralValue(result),
            _ => NotEvaluable(unary.Id, $"operator {unary.Operator}", operand),
        };
    }

    private AbstractValue Binary(BinaryExpression binary)
    {
        var left = Evaluate(binary.Left);
        if ((binary.Operator, left) is ("&&", LiteralValue { Value: false }) or ("||", LiteralValue { Value: true })) return left;
        return Binary(binary.Id, binary.Operator, (left, binary.Left.Id), (Evaluate(binary.Right), binary.Right.Id));
    }

    private AbstractValue Binary(int node, string symbol, (AbstractValue Value, int Node) left, (AbstractValue Value, int Node) right)
    {
        switch (left.Value, right.Value)
        {
            case (UnknownValue, _) or (_, UnknownValue):
                return UnknownValue.Instance;
            case (TensorValue l, TensorValue r) when LayerCatalogue.FindByOperator(symbol, OperatorForm.Tensors) is { } found:
                return Operator(node, found, [(l.Tensor, left.Node), (r.Tensor, right.Node)]);
            case (TensorValue l, LiteralValue { Value: var number }) when Scalar(symbol, number) is { } found:
                return Operator(node, found, [(l.Tensor, left.Node)], ("number", new(number)));
            case (LiteralValue { Value: var number }, TensorValue r) when Scalar(symbol, number) is { } found:
                return Operator(node, found, [(r.Tensor, right.Node)], ("number", new(number)), ("numberFirst", new(true)));
            case (LiteralValue l, LiteralValue r) when Arithmetic.Binary(symbol, l.Value, r.Value) is { } result:
                return new LiteralValue(result);
        }
        if (symbol is "==" or "!=")
            return Same(left.Value, right.Value, node) is { } same ? new LiteralValue(same == (symbol == "==")) : UnknownValue.Instance;
        if ((left.Value is LengthValue || right.Value is LengthValue) && AsLength(left.Value) is { } leftLength && AsLength(right.Value) is { } rightLength)
            return Arithmetic.Lengths(symbol, leftLength, rightLength) is { } length ? LengthValue.Of(length) : NotDecidable(node, $"{leftLength} {symbol} {rightLength}");
        return NotEvaluable(node, $"operator {symbol}", left.Value, right.Value);
    }

    private static (LayerDefinition, LayerOperator)? Scalar(string symbol, object? number) =>
        Arithmetic.IsNumber(number) ? LayerCatalogue.FindByOperator(symbol, OperatorForm.TensorAndNumber) : null;

    /// <summary>An operator as the anonymous operation that it is in Keras.</summary>
    private AbstractValue Operator(
        int node, (LayerDefinition Definition, LayerOperator Operator) found, (GraphTensor Tensor, int Node)[] operands, params (string, ConstantValue)[] parameters)
    {
        var presets = new LayerFunction(found.Operator.Name, found.Operator.Presets).Constants;
        var arguments = operands.Aggregate(new CallArguments(node), (all, operand) => all.Add(operand.Tensor, operand.Node));
        return Anonymous(found.Definition, found.Operator.Name, LayerConfigurationReader.Read(found.Definition, presets.Concat(parameters)), arguments);
    }

    private static Dim? AsLength(AbstractValue value) => value switch
    {
        LengthValue length => length.Length,
        LiteralValue { Value: int or long } literal => Convert.ToInt64(literal.Value),
        _ => null,
    };

    /// <summary>Equality as C# has it; null where it cannot be decided, which is reported.</summary>
    private bool? Same(AbstractValue left, AbstractValue right, int node)
    {
        switch (left, right)
        {
            case (UnknownValue, _) or (_, UnknownValue):
                return null;
            case (LiteralValue l, LiteralValue r):
                return Arithmetic.Binary("==", l.Value, r.Value) as bool? ?? Equals(l.Value, r.Value);
            case (LengthValue, LiteralValue { Value: Axis.None }) or (LiteralValue { Value: Axis.None }, LengthValue):
                return true;
            case (ShapeValue l, ShapeValue r):
                return SameShape(l.Shape, r.Shape);
            case (ShapeValue l, ListValue r):
                return SameShape(l.Shape, r);
            case (ListValue l, ShapeValue r):
                return SameShape(r.Shape, l);
            case (TupleValue l, TupleValue r) when l.Elements.Length == r.Elements.Length:
                return l.Elements.Zip(r.Elements, (a, b) => Same(a, b, node)).Aggregate((bool?)true, (all, same) => all & same);
            case (ListValue l, ListValue r):
                return ReferenceEquals(l.Items, r.Items);
        }
        if (AsLength(left) is { } leftLength && AsLength(right) is { } rightLength)
        {
            if (leftLength == rightLength) return true;
            if ((leftLength - rightLength).IsKnown) return false;
            NotDecidable(node, $"{leftLength} == {rightLength}");
            return null;
        }
        return Equals(left, right);
    }

    /// <summary>As two shapes compare at run time: an unknown length equals an unknown length.</summary>
    private static bool SameShape(Shape left, Shape right) =>
        left.Rank == right.Rank && left.Dims.Zip(right.Dims, (l, r) => l.IsKnown == r.IsKnown && (!l.IsKnown || l == r)).All(same => same);

    private static bool SameShape(Shape shape, ListValue lengths) =>
        shape.Rank == lengths.Items.Count && shape.Dims.Zip(lengths.Items, (dim, item) => item switch
        {
            LiteralValue { Value: Axis.None } or LengthValue => !dim.IsKnown,
            LiteralValue { Value: int length } => dim == length,
            _ => false,
        }).All(same => same);

    private UnknownValue NotDecidable(int node, string length)
    {
        Problems.NotDecidable(node, length);
        return UnknownValue.Instance;
    }

    private UnknownValue NotEvaluable(int node, string what, params AbstractValue[] operands)
    {
        Problems.NotEvaluable(node, what, string.Join(" and ", operands.Select(operand => operand.ToString())));
        return UnknownValue.Instance;
    }
}
