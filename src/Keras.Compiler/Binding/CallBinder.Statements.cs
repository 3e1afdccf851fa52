using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Compiler.Binding;

/// <summary>Reads the bound body of one function into the description's statements and expressions: a transliteration. What the
/// statements do is decided where the graph is built.</summary>
internal sealed partial class CallBinder(BindingContext context, FunctionTable functions, BoundFunction function)
{
    private const string AllowedStatements =
        "locals, assignments, deconstruction, if, switch, for, foreach, while, return, local functions and Debug.Assert";

    /// <summary>The statements of a function.</summary>
    public EquatableArray<Statement> Body(IBlockOperation body) => Statements(body.Operations);

    private EquatableArray<Statement> Statements(IEnumerable<IOperation> operations) =>
        operations.SelectMany(StatementsOf).ToEquatableArray();

    private Statement Single(IOperation operation)
    {
        var id = context.Node(operation.Syntax);
        var statements = Statements(operation is IBlockOperation block ? block.Operations : [operation]);
        return statements.Count == 1 ? statements[0] : new BlockStatement(id, statements);
    }

    private IEnumerable<Statement> StatementsOf(IOperation operation)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return operation switch
        {
            IVariableDeclarationGroupOperation group => group.Declarations.SelectMany(d => d.Declarators.Select(v => Declaration(v, d))),
            IExpressionStatementOperation expression => [ExpressionStatement(expression)],
            IBlockOperation block => [new BlockStatement(context.Node(block.Syntax), Statements(block.Operations))],
            IConditionalOperation condition => [If(condition)],
            ISwitchOperation selection => [Switch(selection)],
            IForLoopOperation loop => [For(loop)],
            IWhileLoopOperation { ConditionIsTop: true, ConditionIsUntil: false, Condition: not null } loop => [While(loop)],
            IForEachLoopOperation { IsAsynchronous: false } loop => [ForEach(loop)],
            IReturnOperation { Kind: OperationKind.Return } result =>
                [new ReturnStatement(context.Node(result.Syntax), result.ReturnedValue is { } value ? Expression(value) : null)],
            IBranchOperation { BranchKind: BranchKind.Break } jump => [new BreakStatement(context.Node(jump.Syntax))],
            IBranchOperation { BranchKind: BranchKind.Continue } jump => [new ContinueStatement(context.Node(jump.Syntax))],
            ILocalFunctionOperation or IEmptyOperation => [],
            IInvalidOperation => [InvalidStatement(operation)],
            _ => [UnreadableStatement(operation)],
        };
    }

    private DeclarationStatement Declaration(IVariableDeclaratorOperation variable, IVariableDeclarationOperation declaration)
    {
        var id = context.Node(variable.Syntax);
        if (variable.Symbol.IsRef)
            context.Problems.StatementNotReadable(context.Place(variable.Syntax), "a local by reference", AllowedStatements);
        var initializer = (variable.Initializer ?? declaration.Initializer)?.Value;
        return new(id, function.NameOf(variable.Symbol), initializer is null ? null : Expression(initializer));
    }

    private Statement ExpressionStatement(IExpressionStatementOperation statement)
    {
        var id = context.Node(statement.Syntax);
        if (statement.Operation is IInvocationOperation { TargetMethod: { Name: "Assert" } method } call && method.ContainingType.Is(KnownNames.Debug))
        {
            var condition = Expression(call.Arguments.First(a => a.Parameter!.Ordinal == 0).Value);
            var message = call.Arguments.FirstOrDefault(a => a.Parameter!.Ordinal == 1 && a.ArgumentKind == ArgumentKind.Explicit);
            return new AssertStatement(id, condition, message is null ? null : Expression(message.Value));
        }
        return new ExpressionStatement(id, statement.Operation is IIncrementOrDecrementOperation step ? Step(step) : Expression(statement.Operation));
    }

    private IfStatement If(IConditionalOperation condition) => new(
        context.Node(condition.Syntax),
        Expression(condition.Condition),
        Single(condition.WhenTrue),
        condition.WhenFalse is null ? null : Single(condition.WhenFalse));

    private SwitchStatement Switch(ISwitchOperation selection) => new(
        context.Node(selection.Syntax),
        Expression(selection.Value),
        selection.Cases.Select(section => new SwitchSection(
            section.Clauses.Select(Label).ToEquatableArray(), Statements(section.Body))).ToEquatableArray());

    private Expression? Label(ICaseClauseOperation clause) => clause switch
    {
        IDefaultCaseClauseOperation => null,
        ISingleValueCaseClauseOperation single => Expression(single.Value),
        IPatternCaseClauseOperation { Pattern: IConstantPatternOperation pattern, Guard: null } => Expression(pattern.Value),
        _ => Unreadable(clause, "a pattern", "constants and default as labels"),
    };

    private ForStatement For(IForLoopOperation loop) => new(
        context.Node(loop.Syntax),
        Statements(loop.Before),
        loop.Condition is null ? null : Expression(loop.Condition),
        Statements(loop.AtLoopBottom),
        Single(loop.Body));

    private ForStatement While(IWhileLoopOperation loop) => new(
        context.Node(loop.Syntax), [], Expression(loop.Condition!), [], Single(loop.Body));

    private ForEachStatement ForEach(IForEachLoopOperation loop)
    {
        var id = context.Node(loop.Syntax);
        var items = Expression(loop.Collection);
        Expression target = loop.LoopControlVariable is IVariableDeclaratorOperation variable
            ? new LocalExpression(context.Node(variable.Syntax), function.NameOf(variable.Symbol))
            : Target(loop.LoopControlVariable);
        return new(id, target, items, Single(loop.Body));
    }

    private ExpressionStatement UnreadableStatement(IOperation statement)
    {
        context.Problems.StatementNotReadable(context.Place(statement.Syntax), OperationNames.Of(statement), AllowedStatements);
        return new(context.Node(statement.Syntax), new UnreadableExpression(context.Node(statement.Syntax)));
    }

    /// <summary>The C# compiler reports an error here; we say nothing of it.</summary>
    private ExpressionStatement InvalidStatement(IOperation statement)
    {
        context.HasForeignError = true;
        return new(context.Node(statement.Syntax), new UnreadableExpression(context.Node(statement.Syntax)));
    }
}
