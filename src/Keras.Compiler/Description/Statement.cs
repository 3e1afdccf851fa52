using Keras.Compiler.Support;

namespace Keras.Compiler.Description;

/// <summary>A statement in <c>Call</c> or a helper; executed at compile time.</summary>
/// <param name="Id">The node's number, which leads to its position.</param>
public abstract record Statement(int Id);

/// <summary>Declaration of a local; a null initializer leaves it unassigned.</summary>
public sealed record DeclarationStatement(int Id, string Local, Expression? Initializer) : Statement(Id);

/// <summary>An expression for its effect: an assignment, a layer call.</summary>
public sealed record ExpressionStatement(int Id, Expression Expression) : Statement(Id);

/// <summary><c>{ ... }</c>.</summary>
public sealed record BlockStatement(int Id, EquatableArray<Statement> Statements) : Statement(Id);

/// <summary><c>if</c>, decided at compile time.</summary>
public sealed record IfStatement(int Id, Expression Condition, Statement WhenTrue, Statement? WhenFalse) : Statement(Id);

/// <summary><c>switch</c>, decided at compile time.</summary>
public sealed record SwitchStatement(int Id, Expression Value, EquatableArray<SwitchSection> Sections) : Statement(Id);

/// <summary>Sections in order; a null label is <c>default</c>.</summary>
public sealed record SwitchSection(EquatableArray<Expression?> Labels, EquatableArray<Statement> Body);

/// <summary><c>for</c>, and <c>while</c> without initializers and steps; unrolled at compile time.</summary>
public sealed record ForStatement(
    int Id, EquatableArray<Statement> Initializers, Expression? Condition, EquatableArray<Statement> Steps, Statement Body) : Statement(Id);

/// <summary><c>foreach</c> over a list or shape; <paramref name="Target"/> is a local or a tuple of locals.</summary>
public sealed record ForEachStatement(int Id, Expression Target, Expression Items, Statement Body) : Statement(Id);

/// <summary><c>return</c>.</summary>
public sealed record ReturnStatement(int Id, Expression? Value) : Statement(Id);

/// <summary><c>break</c>.</summary>
public sealed record BreakStatement(int Id) : Statement(Id);

/// <summary><c>continue</c>.</summary>
public sealed record ContinueStatement(int Id) : Statement(Id);

/// <summary><c>Debug.Assert(condition)</c>: a false one is a problem.</summary>
public sealed record AssertStatement(int Id, Expression Condition, Expression? Message) : Statement(Id);
