using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Compiler.Binding;

internal sealed partial class CallBinder
{
    private const string AllowedExpressions =
        "calls of layers, helpers and Keras.Ops, tuples, collections, node and shape members, and expressions of bool, int and string";

    private Expression Expression(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var value })
            return Constants.Of(operation.Type, value) is { } constant
                ? new ConstantExpression(context.Node(operation.Syntax), constant)
                : Unreadable(operation, $"a constant of type {operation.Type?.Name}", "constants of bool, int, float, string and enumerations");

        return operation switch
        {
            ILocalReferenceOperation local => new LocalExpression(context.Node(local.Syntax), function.NameOf(local.Local)),
            IParameterReferenceOperation parameter => new LocalExpression(context.Node(parameter.Syntax), function.NameOf(parameter.Parameter)),
            IDiscardOperation => new LocalExpression(context.Node(operation.Syntax), "_"),
            IParenthesizedOperation parentheses => Expression(parentheses.Operand),
            IFieldReferenceOperation field => Field(field),
            IPropertyReferenceOperation property => Property(property),
            IArrayElementReferenceOperation { Indices: [var index] } element => Element(element, element.ArrayReference, index),
            IImplicitIndexerReferenceOperation element => Element(element, element.Instance, element.Argument),
            IInvocationOperation call => Invocation(call),
            IDelegateCreationOperation { Target: IMethodReferenceOperation { Instance: { } target } reference } => MethodGroup(reference, target),
            IUnaryOperation { IsLifted: false } unary when Operators.Of(unary.OperatorKind) is { } sign =>
                new UnaryExpression(context.Node(unary.Syntax), sign, Expression(unary.Operand)),
            IBinaryOperation binary when Operators.Of(binary.OperatorKind) is { } sign =>
                new BinaryExpression(context.Node(binary.Syntax), sign, Expression(binary.LeftOperand), Expression(binary.RightOperand)),
            IConditionalOperation { WhenFalse: { } whenFalse } choice => new ConditionalExpression(
                context.Node(choice.Syntax), Expression(choice.Condition), Expression(choice.WhenTrue), Expression(whenFalse)),
            ISwitchExpressionOperation selection => Selection(selection),
            IIsPatternOperation test => Test(test),
            ITupleOperation tuple => Tuple(tuple),
            ICollectionExpressionOperation collection => Collection(collection, collection.Elements),
            IArrayCreationOperation { Initializer: { } initializer } array => Collection(array, initializer.ElementValues),
            // A shape is the list of its lengths.
            IObjectCreationOperation { Type: { } created, Arguments: [{ Value: var lengths }] } when created.Is(KnownNames.TensorShape) => Expression(lengths),
            ISpreadOperation spread => new SpreadExpression(context.Node(spread.Syntax), Expression(spread.Operand)),
            IInterpolatedStringOperation text => Text(text),
            ISimpleAssignmentOperation { IsRef: false } assignment => Assignment(assignment, assignment.Target, "", assignment.Value),
            ICompoundAssignmentOperation assignment when Operators.Of(assignment.OperatorKind) is { } sign =>
                Assignment(assignment, assignment.Target, sign, assignment.Value),
            IDeconstructionAssignmentOperation assignment => Assignment(assignment, assignment.Target, "", assignment.Value),
            IIncrementOrDecrementOperation { IsPostfix: false } step => Step(step),
            IConversionOperation conversion => Conversion(conversion),
            IInvalidOperation => Invalid(operation, null),
            _ => Unreadable(operation),
        };
    }

    private Expression Conversion(IConversionOperation conversion)
    {
        var kind = conversion.Conversion;
        if (!kind.Exists) return Invalid(conversion, null);
        // Implicit ones change nothing that compile-time evaluation sees; explicit ones over constants have been folded.
        return conversion.IsImplicit || kind.IsIdentity || kind.IsReference
            ? Expression(conversion.Operand)
            : Unreadable(conversion, OperationNames.Of(conversion), "conversions of constants alone");
    }

    private TupleExpression Tuple(ITupleOperation tuple)
    {
        var names = (tuple.NaturalType as INamedTypeSymbol)?.TupleElements;
        return new(
            context.Node(tuple.Syntax),
            tuple.Elements.Select(Expression).ToEquatableArray(),
            tuple.Elements.Select((_, i) => names is { } known && known[i].IsExplicitlyNamedTupleElement ? known[i].Name : null).ToEquatableArray());
    }

    private CollectionExpression Collection(IOperation creation, IEnumerable<IOperation> elements) =>
        new(context.Node(creation.Syntax), elements.Select(Expression).ToEquatableArray());

    private SwitchExpression Selection(ISwitchExpressionOperation selection) => new(
        context.Node(selection.Syntax),
        Expression(selection.Value),
        selection.Arms.Select(arm => new SwitchArm(
            Pattern(arm.Pattern), arm.Guard is null ? null : Expression(arm.Guard), Expression(arm.Value))).ToEquatableArray());

    private Expression? Pattern(IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation => null,
        IConstantPatternOperation constant => Expression(constant.Value),
        _ => Unreadable(pattern, "a pattern", "constants, '_' and 'when' in arms"),
    };

    private Expression Test(IIsPatternOperation test)
    {
        var (pattern, sign) = test.Pattern is INegatedPatternOperation negated ? (negated.Pattern, "!=") : (test.Pattern, "==");
        if (pattern is not IConstantPatternOperation constant)
            return Unreadable(test, "a pattern", "'is' and 'is not' with a constant");
        return new BinaryExpression(context.Node(test.Syntax), sign, Expression(test.Value), Expression(constant.Value));
    }

    /// <summary>An interpolated text is the sum of its parts.</summary>
    private Expression Text(IInterpolatedStringOperation text)
    {
        var id = context.Node(text.Syntax);
        Expression sum = new ConstantExpression(id, new(""));
        foreach (var part in text.Parts)
        {
            if (part is IInterpolationOperation { Alignment: null, FormatString: null } hole)
                sum = new BinaryExpression(context.Node(hole.Syntax), "+", sum, Expression(hole.Expression));
            else if (part is IInterpolatedStringTextOperation { Text: var literal })
                sum = new BinaryExpression(context.Node(part.Syntax), "+", sum, Expression(literal));
            else return Unreadable(text);
        }
        return sum;
    }

    private AssignmentExpression Assignment(IOperation assignment, IOperation target, string sign, IOperation value)
    {
        var id = context.Node(assignment.Syntax);
        return new(id, Target(target), sign, Expression(value));
    }

    private AssignmentExpression Step(IIncrementOrDecrementOperation step)
    {
        var id = context.Node(step.Syntax);
        return new(
            id, Target(step.Target), step.Kind == OperationKind.Increment ? "+" : "-", new ConstantExpression(context.Node(step.Syntax), new(1)));
    }

    private Expression Target(IOperation target) => target switch
    {
        IDeclarationExpressionOperation declaration => Target(declaration.Expression),
        ITupleOperation tuple => new TupleExpression(
            context.Node(tuple.Syntax), tuple.Elements.Select(Target).ToEquatableArray(), tuple.Elements.Select(_ => (string?)null).ToEquatableArray()),
        ILocalReferenceOperation local => Own(local, local.Local),
        IParameterReferenceOperation parameter => Own(parameter, parameter.Parameter),
        IDiscardOperation or IArrayElementReferenceOperation => Expression(target),
        IConversionOperation { IsImplicit: true } conversion => Target(conversion.Operand),
        IInvalidOperation => Invalid(target, null),
        _ => Unreadable(target, $"an assignment to {OperationNames.Of(target)}", "assignments to locals and elements of arrays"),
    };

    private Expression Own(IOperation reference, ISymbol local)
    {
        if (!function.Owns(local)) context.Problems.CapturedLocalAssigned(context.Place(reference.Syntax), function.Name, local.Name);
        return new LocalExpression(context.Node(reference.Syntax), function.NameOf(local));
    }

    private UnreadableExpression Unreadable(IOperation operation) => Unreadable(operation, OperationNames.Of(operation), AllowedExpressions);

    private UnreadableExpression Unreadable(IOperation operation, string found, string allowed)
    {
        context.Problems.ExpressionNotReadable(context.Place(operation.Syntax), found, allowed);
        return new(context.Node(operation.Syntax));
    }

    /// <summary>The C# compiler reports an error here, unless <paramref name="report"/> has something to say.</summary>
    private UnreadableExpression Invalid(IOperation operation, Action<int>? report)
    {
        context.HasForeignError = true;
        report?.Invoke(context.Place(operation.Syntax));
        return new(context.Node(operation.Syntax));
    }
}
