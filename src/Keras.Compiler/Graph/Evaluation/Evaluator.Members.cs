using Keras.Compiler.Description;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

internal sealed partial class Evaluator
{
    private AbstractValue Member(MemberExpression member)
    {
        var target = Evaluate(member.Target);
        return (target, member.Member) switch
        {
            (UnknownValue, _) => target,
            (TensorValue tensor, "Shape") => new ShapeValue(tensor.Tensor.Type.Shape),
            (TensorValue tensor, "DType") => new LiteralValue(new EnumConstant(typeof(DType).FullName, (long)tensor.Tensor.Type.DType)),
            (TensorValue tensor, "Name") => new LiteralValue(tensor.Tensor.Name),
            (TensorValue tensor, "Node") => new LiteralValue(tensor.Tensor.Node),
            (TensorValue tensor, "Index") => new LiteralValue(tensor.Tensor.Index),
            (ShapeValue shape, "Rank" or "Count" or "Length") => new LiteralValue(shape.Shape.Rank),
            (ListValue list, "Count" or "Length") => new LiteralValue(list.Items.Count),
            (LiteralValue { Value: string text }, "Length") => new LiteralValue(text.Length),
            (LayerValue layer, "Name") => new LiteralValue(layer.Layer.Name),
            (LayerValue layer, _) => NodesOf(layer).Property(member.Member, member.Id) ?? NotEvaluable(member.Id, member.Member, target),
            (TupleValue tuple, _) => Element(tuple, member.Member) ?? NotEvaluable(member.Id, member.Member, target),
            _ => NotEvaluable(member.Id, member.Member, target),
        };
    }

    private static AbstractValue? Element(TupleValue tuple, string name)
    {
        var index = tuple.Names.IndexOf(name);
        if (index < 0 && name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out var number)) index = number - 1;
        return index >= 0 && index < tuple.Elements.Length ? tuple.Elements[index] : null;
    }

    private AbstractValue Index(IndexExpression expression)
    {
        var (target, position) = (Evaluate(expression.Target), Evaluate(expression.Index));
        if (target is UnknownValue || position is UnknownValue) return UnknownValue.Instance;
        if (position is LengthValue length) return NotDecidable(expression.Index.Id, length.ToString());
        if (Items(target) is not { } items || position is not LiteralValue { Value: int index })
            return NotEvaluable(expression.Id, "an index", target, position);
        return Place(expression, items.Count, index, wraps: target is ShapeValue) is { } place ? items[place] : UnknownValue.Instance;
    }

    /// <summary>An index counted from the front; null after reporting that it is out of range. Shapes take negative ones.</summary>
    private int? Place(IndexExpression expression, int count, int index, bool wraps)
    {
        var place = expression.FromEnd || (wraps && index < 0) ? count - Math.Abs(index) : index;
        if (place >= 0 && place < count) return place;
        Problems.IndexOutOfRange(expression.Index.Id, (expression.FromEnd ? "^" : "") + index, count);
        return null;
    }

    private AbstractValue Assign(AssignmentExpression assignment)
    {
        var value = Evaluate(assignment.Value);
        if (assignment.Operator.Length > 0)
            value = Binary(assignment.Id, assignment.Operator.TrimEnd('='), (Evaluate(assignment.Target), assignment.Target.Id), (value, assignment.Value.Id));
        Store(assignment.Target, value);
        return value;
    }

    /// <summary>Assigns to a local, an element, or each part of a tuple.</summary>
    private void Store(Expression target, AbstractValue value)
    {
        switch (target)
        {
            case LocalExpression { Name: "_" }:
                break;
            case LocalExpression local:
                _frame.Locals[local.Name] = value;
                break;
            case TupleExpression tuple:
                var elements = (value as TupleValue)?.Elements;
                if (elements?.Length != tuple.Elements.Count)
                {
                    if (value is not UnknownValue) Problems.NotEvaluable(target.Id, "deconstruction", value.ToString());
                    elements = null;
                }
                for (var i = 0; i < tuple.Elements.Count; i++) Store(tuple.Elements[i], elements?[i] ?? UnknownValue.Instance);
                break;
            case IndexExpression index when Evaluate(index.Target) is ListValue list && Evaluate(index.Index) is LiteralValue { Value: int number }:
                if (Place(index, list.Items.Count, number, wraps: false) is { } place) list.Items[place] = value;
                break;
            default:
                if (value is not UnknownValue) Problems.NotEvaluable(target.Id, "assignment", value.ToString());
                break;
        }
    }
}
