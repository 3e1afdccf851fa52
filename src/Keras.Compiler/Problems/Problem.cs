using Keras.Compiler.Support;

namespace Keras.Compiler.Problems;

/// <summary>A fault of the user's model as a value: which message, its arguments, and which node of the description it is at.
/// The texts are Keras.Analyzers'. Made only by the factories in the files of this folder, one per message.</summary>
/// <param name="Id">Such as <c>KER101</c>.</param>
/// <param name="Arguments">What the message's placeholders take, already formatted.</param>
/// <param name="Model">Full name of the model whose source is at fault (a nested model's body may be).</param>
/// <param name="Node">The description node at fault; its position is in the <c>SourceMap</c> beside the description.</param>
public sealed record Problem(string Id, EquatableArray<string> Arguments, string Model, int Node);

/// <summary>The factories of all problems, one partial file per range of ids.</summary>
public static partial class ProblemFactory;
