using Keras.Compiler.Support;

namespace Keras.Compiler.Description;

/// <summary>An expression in <c>Call</c> or a helper. Evaluated at compile time over tensors of the graph, layers, shapes,
/// numbers, texts, tuples and lists.</summary>
/// <param name="Id">The node's number, which leads to its position.</param>
public abstract record Expression(int Id);

/// <summary>A constant of the C# semantic model.</summary>
public sealed record ConstantExpression(int Id, ConstantValue Value) : Expression(Id);

/// <summary>A local variable or parameter.</summary>
public sealed record LocalExpression(int Id, string Name) : Expression(Id);

/// <summary>A layer field: one layer, or for <c>[Repeat]</c> a list of layers.</summary>
public sealed record FieldExpression(int Id, string Field) : Expression(Id);

/// <summary><c>-x</c>, <c>!x</c>, <c>~x</c>, <c>+x</c> on constants; <c>-x</c> on a tensor.</summary>
/// <param name="Operator">As in C#.</param>
public sealed record UnaryExpression(int Id, string Operator, Expression Operand) : Expression(Id);

/// <summary>An operator of two operands, on constants, tensors, shapes (<c>==</c>, <c>!=</c>) or texts.</summary>
/// <param name="Operator">As in C#, such as <c>+</c> or <c>&amp;&amp;</c>.</param>
public sealed record BinaryExpression(int Id, string Operator, Expression Left, Expression Right) : Expression(Id);

/// <summary><c>condition ? a : b</c>, decided at compile time.</summary>
public sealed record ConditionalExpression(int Id, Expression Condition, Expression WhenTrue, Expression WhenFalse) : Expression(Id);

/// <summary><c>value switch { ... }</c>, decided at compile time.</summary>
public sealed record SwitchExpression(int Id, Expression Value, EquatableArray<SwitchArm> Arms) : Expression(Id);

/// <summary>One arm; a null pattern is the discard.</summary>
public sealed record SwitchArm(Expression? Pattern, Expression? Guard, Expression Result);

/// <summary>A tuple; element names are null where not given.</summary>
public sealed record TupleExpression(int Id, EquatableArray<Expression> Elements, EquatableArray<string?> Names) : Expression(Id);

/// <summary><c>[a, b, ..rest]</c>, an array or list creation.</summary>
public sealed record CollectionExpression(int Id, EquatableArray<Expression> Elements) : Expression(Id);

/// <summary><c>..items</c> in a collection.</summary>
public sealed record SpreadExpression(int Id, Expression Items) : Expression(Id);

/// <summary><c>list[i]</c>, <c>shape[i]</c>; <paramref name="FromEnd"/> for <c>[^i]</c>.</summary>
public sealed record IndexExpression(int Id, Expression Target, Expression Index, bool FromEnd) : Expression(Id);

/// <summary>A property of a tensor, shape, layer, list or tuple: <c>Shape</c>, <c>Rank</c>, <c>Count</c>, <c>Length</c>, <c>DType</c>,
/// <c>Output</c>, <c>InputShape</c>, <c>Name</c>, a tuple element (<c>Item1</c> or its name) ...</summary>
public sealed record MemberExpression(int Id, Expression Target, string Member) : Expression(Id);

/// <summary>A method of a layer, nested model or model: <c>Call</c>, <c>CallWithState</c>, <c>GetOutputAt</c>, <c>GetLayer</c>.</summary>
/// <param name="Target">The receiver; null is the model itself.</param>
/// <param name="TypeArguments">Simple names, for <c>GetLayer&lt;T&gt;</c>.</param>
public sealed record MethodExpression(
    int Id, Expression? Target, string Method, EquatableArray<string> TypeArguments, EquatableArray<Argument> Arguments) : Expression(Id);

/// <summary>A function of <c>Keras.Ops</c>.</summary>
public sealed record OperationExpression(int Id, string Function, EquatableArray<Argument> Arguments) : Expression(Id);

/// <summary>A helper method or local function of the model, by its place in <see cref="ModelDescription.Functions"/>.</summary>
public sealed record FunctionCallExpression(int Id, int Function, EquatableArray<Argument> Arguments) : Expression(Id);

/// <summary>A method group handed over as an argument, <c>_vision.Call</c> in <c>TimeDistributed(_vision.Call, video)</c>.</summary>
public sealed record MethodGroupExpression(int Id, Expression Target, string Method) : Expression(Id);

/// <summary>An assignment as an expression; its value is the value assigned.</summary>
/// <param name="Target">A local, an index, or a tuple of those for deconstruction; a discard is a <see cref="LocalExpression"/> named <c>_</c>.</param>
/// <param name="Operator">Empty, or the operator of a compound assignment.</param>
public sealed record AssignmentExpression(int Id, Expression Target, string Operator, Expression Value) : Expression(Id);

/// <summary>What cannot be read at compile time; binding has reported it, evaluation gives up here in silence.</summary>
public sealed record UnreadableExpression(int Id) : Expression(Id);

/// <summary>An argument with the name of its parameter. Arguments left to their default are absent.</summary>
public sealed record Argument(string Parameter, Expression Value);
