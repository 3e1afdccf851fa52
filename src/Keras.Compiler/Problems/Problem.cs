using Keras.Compiler.Support;

namespace Keras.Compiler.Problems;

/// <summary>A fault of the user's model as a value: which message, its arguments, and which node of the description it is at.
/// The texts are Keras.Analyzers'. Made only by the factories in the files of this folder, one per message.</summary>
/// <param name="Id">Such as <c>KER101</c>.</param>
/// <param name="Arguments">What the message's placeholders take, already formatted.</param>
/// <param name="Model">Full name of the model whose source is at fault (a nested model's body may be).</param>
/// <param name="Node">The description node at fault; its position is in the <c>SourceMap</c> beside the description.</param>
public sealed record Problem(string Id, EquatableArray<string> Arguments, string Model, int Node);

/// <summary>Takes faults. Stages report through the factories of <see cref="ProblemFactory"/>.</summary>
public interface IProblemSink
{
    /// <summary>Reports a fault at a description node.</summary>
    /// <param name="id">Such as <c>KER101</c>.</param>
    /// <param name="node">Where.</param>
    /// <param name="arguments">For the message.</param>
    void Report(string id, int node, params string[] arguments);
}

/// <summary>The factories of all problems, one partial file per range of ids. A factory is an extension method of
/// <see cref="IProblemSink"/> that takes the node at fault and the message's arguments, in the order of its placeholders; its
/// documentation states the message. Descriptor (Keras.Analyzers), release row, page and test of each are held together by a
/// reflection test.</summary>
/// <example><c>problems.KernelTooLarge(node, kernel: "(5, 5)", input: "(None, 3, 3, 1)");</c></example>
public static partial class ProblemFactory;

/// <summary>Collects the problems of one model.</summary>
/// <param name="model">Full name of the model.</param>
public sealed class ProblemList(string model) : IProblemSink
{
    private readonly List<Problem> _problems = [];

    /// <summary>The problems so far, each once, in the order of reporting.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    public void Report(string id, int node, params string[] arguments)
    {
        var problem = new Problem(id, arguments.ToEquatableArray(), model, node);
        if (!_problems.Contains(problem)) _problems.Add(problem);
    }
}
