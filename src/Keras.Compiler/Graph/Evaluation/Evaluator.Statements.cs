using Keras.Compiler.Description;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

internal sealed partial class Evaluator
{
    /// <summary>Loops are unrolled: one with more rounds is taken for endless.</summary>
    private const int MostRounds = 10_000;

    /// <summary>Where execution goes on after a statement.</summary>
    private enum Flow
    {
        Next,
        Break,
        Continue,
        Return,
    }

    private Flow Run(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
            if (Run(statement) is var flow and not Flow.Next) return flow;
        return Flow.Next;
    }

    private Flow Run(Statement statement)
    {
        state.Graphs.Cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case DeclarationStatement declaration:
                _frame.Locals[declaration.Local] = declaration.Initializer is null ? UnknownValue.Instance : Evaluate(declaration.Initializer);
                return Flow.Next;
            case ExpressionStatement expression:
                Evaluate(expression.Expression);
                return Flow.Next;
            case BlockStatement block:
                return Run(block.Statements);
            case IfStatement choice:
                return Decide(choice.Condition) switch
                {
                    true => Run(choice.WhenTrue),
                    false when choice.WhenFalse is { } otherwise => Run(otherwise),
                    _ => Flow.Next,
                };
            case SwitchStatement choice:
                return Run(choice) is var flow and not Flow.Break ? flow : Flow.Next;
            case ForStatement loop:
                return Run(loop);
            case ForEachStatement loop:
                return Run(loop);
            case ReturnStatement result:
                _frame.Result = result.Value is null ? UnknownValue.Instance : Evaluate(result.Value);
                _frame.ResultNode = result.Value?.Id ?? result.Id;
                return Flow.Return;
            case BreakStatement:
                return Flow.Break;
            case ContinueStatement:
                return Flow.Continue;
            case AssertStatement assertion:
                Assert(assertion);
                return Flow.Next;
            default:
                throw new ArgumentException($"There is no rule for a {statement.GetType().Name}.", nameof(statement));
        }
    }

    private Flow Run(SwitchStatement choice)
    {
        var value = Evaluate(choice.Value);
        if (value is UnknownValue) return Flow.Next;
        SwitchSection? otherwise = null;
        foreach (var section in choice.Sections)
            foreach (var label in section.Labels)
                if (label is null) otherwise = section;
                else if (Same(value, Evaluate(label), choice.Id) is not { } same) return Flow.Next;
                else if (same) return Run(section.Body);
        return otherwise is null ? Flow.Next : Run(otherwise.Body);
    }

    private Flow Run(ForStatement loop)
    {
        Run(loop.Initializers);
        for (var round = 0; loop.Condition is null || Decide(loop.Condition) == true; round++)
        {
            if (round == MostRounds)
            {
                Problems.LoopDoesNotEnd(loop.Id, MostRounds);
                return Flow.Next;
            }
            var flow = Run(loop.Body);
            if (flow is Flow.Break) break;
            if (flow is Flow.Return) return flow;
            Run(loop.Steps);
        }
        return Flow.Next;
    }

    private Flow Run(ForEachStatement loop)
    {
        var source = Evaluate(loop.Items);
        if (Items(source) is not { } items)
        {
            if (source is not UnknownValue) Problems.NotEvaluable(loop.Items.Id, "foreach", source.ToString());
            return Flow.Next;
        }
        foreach (var item in items.ToList())
        {
            Store(loop.Target, item);
            var flow = Run(loop.Body);
            if (flow is Flow.Break) break;
            if (flow is Flow.Return) return flow;
        }
        return Flow.Next;
    }

    private void Assert(AssertStatement assertion)
    {
        if (Decide(assertion.Condition) is not false) return;
        var message = assertion.Message is { } text && Evaluate(text) is LiteralValue { Value: string given } ? given : Explain(assertion.Condition);
        Problems.AssertionFalse(assertion.Condition.Id, message);
    }

    /// <summary>What the two sides of a false comparison are; of several that must all hold, those of the first that does not.</summary>
    private string Explain(Expression condition) => condition switch
    {
        BinaryExpression { Operator: "&&" } both => Explain(Decide(both.Left) == false ? both.Left : both.Right),
        BinaryExpression { Operator: "||" } either => $"neither {Explain(either.Left)} nor {Explain(either.Right)}",
        BinaryExpression binary => $"{Evaluate(binary.Left)} {binary.Operator} {Evaluate(binary.Right)}",
        _ => "the condition does not hold",
    };
}
