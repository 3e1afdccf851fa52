using System.Text;
using Keras.Compiler.Support;
using static Keras.Compiler.Description.ExpressionPrinter;

namespace Keras.Compiler.Description;

/// <summary>Statements as indented lines.</summary>
internal static class StatementPrinter
{
    private const string Unit = "  ";

    public static void Write(StringBuilder text, EquatableArray<Statement> statements, string indent)
    {
        foreach (var statement in statements) Write(text, statement, indent);
    }

    private static void Write(StringBuilder text, Statement statement, string indent)
    {
        switch (statement)
        {
            case BlockStatement block:
                Line("block");
                Write(text, block.Statements, indent + Unit);
                break;
            case IfStatement choice:
                Line($"if {Print(choice.Condition)}");
                WriteBody(text, choice.WhenTrue, indent + Unit);
                if (choice.WhenFalse is null) break;
                Line("else");
                WriteBody(text, choice.WhenFalse, indent + Unit);
                break;
            case SwitchStatement selection:
                Line($"switch {Print(selection.Value)}");
                foreach (var section in selection.Sections)
                {
                    text.Append(indent + Unit).Append(string.Join(" or ", section.Labels.Select(l => l is null ? "default" : Print(l)))).Append(":\n");
                    Write(text, section.Body, indent + Unit + Unit);
                }
                break;
            case ForStatement loop:
                Line("for");
                Write(text, loop.Initializers, indent + Unit + Unit);
                Line($"while {(loop.Condition is null ? "true" : Print(loop.Condition))}");
                WriteBody(text, loop.Body, indent + Unit);
                if (loop.Steps.Count > 0) Line("step");
                Write(text, loop.Steps, indent + Unit + Unit);
                break;
            case ForEachStatement loop:
                Line($"foreach {Print(loop.Target)} in {Print(loop.Items)}");
                WriteBody(text, loop.Body, indent + Unit);
                break;
            default:
                Line(Simple(statement));
                break;
        }

        void Line(string line) => text.Append(indent).Append(line).Append('\n');
    }

    private static void WriteBody(StringBuilder text, Statement body, string indent)
    {
        if (body is BlockStatement block) Write(text, block.Statements, indent);
        else Write(text, body, indent);
    }

    private static string Simple(Statement statement) => statement switch
    {
        DeclarationStatement { Initializer: null } local => $"var {local.Local}",
        DeclarationStatement local => $"var {local.Local} = {Print(local.Initializer)}",
        ExpressionStatement expression => Print(expression.Expression),
        ReturnStatement result => result.Value is null ? "return" : $"return {Print(result.Value)}",
        BreakStatement => "break",
        ContinueStatement => "continue",
        AssertStatement assertion => $"assert {Print(assertion.Condition)}{(assertion.Message is null ? "" : ", " + Print(assertion.Message))}",
        _ => throw new InvalidOperationException($"A statement of type {statement.GetType().Name} has no text form."),
    };
}
