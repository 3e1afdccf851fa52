using System.Globalization;
using Keras.Compiler.Support;

namespace Keras.Compiler.Description;

/// <summary>Expressions close to C#; arguments with the names of their parameters, functions by <c>@</c> and number.</summary>
public static class ExpressionPrinter
{
    /// <summary>One expression.</summary>
    public static string Print(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value.ToString(),
        LocalExpression local => local.Name,
        FieldExpression field => field.Field,
        UnaryExpression unary => unary.Operator + Print(unary.Operand),
        BinaryExpression binary => $"({Print(binary.Left)} {binary.Operator} {Print(binary.Right)})",
        ConditionalExpression choice => $"({Print(choice.Condition)} ? {Print(choice.WhenTrue)} : {Print(choice.WhenFalse)})",
        SwitchExpression selection => $"{Print(selection.Value)} switch {{ {string.Join(", ", selection.Arms.Select(Arm))} }}",
        TupleExpression tuple => $"({string.Join(", ", tuple.Elements.Select((e, i) => (tuple.Names[i] is { } name ? name + ": " : "") + Print(e)))})",
        CollectionExpression collection => $"[{string.Join(", ", collection.Elements.Select(Print))}]",
        SpreadExpression spread => ".." + Print(spread.Items),
        IndexExpression index => $"{Print(index.Target)}[{(index.FromEnd ? "^" : "")}{Print(index.Index)}]",
        MemberExpression member => $"{Print(member.Target)}.{member.Member}",
        MethodExpression call => $"{(call.Target is null ? "this" : Print(call.Target))}.{call.Method}{TypeArguments(call)}({Arguments(call.Arguments)})",
        OperationExpression operation => $"Ops.{operation.Function}({Arguments(operation.Arguments)})",
        FunctionCallExpression call => $"@{Number(call.Function)}({Arguments(call.Arguments)})",
        MethodGroupExpression group => $"{Print(group.Target)}.{group.Method}",
        AssignmentExpression assignment => $"{Print(assignment.Target)} {assignment.Operator}= {Print(assignment.Value)}",
        UnreadableExpression => "?",
        _ => throw new InvalidOperationException($"An expression of type {expression.GetType().Name} has no text form."),
    };

    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Arm(SwitchArm arm) =>
        (arm.Pattern is null ? "_" : Print(arm.Pattern)) + (arm.Guard is null ? "" : " when " + Print(arm.Guard)) + " => " + Print(arm.Result);

    private static string Arguments(EquatableArray<Argument> arguments) =>
        string.Join(", ", arguments.Select(a => $"{a.Parameter}: {Print(a.Value)}"));

    private static string TypeArguments(MethodExpression call) =>
        call.TypeArguments.Count == 0 ? "" : $"<{string.Join(", ", call.TypeArguments)}>";
}
