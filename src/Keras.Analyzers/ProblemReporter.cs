using Keras.Compiler.Problems;
using Microsoft.CodeAnalysis;

namespace Keras.Analyzers;

/// <summary>Problems as diagnostics.</summary>
internal static class ProblemReporter
{
    /// <summary>The diagnostic of a problem at a position.</summary>
    public static Diagnostic At(this Problem problem, Location location) =>
        Diagnostic.Create(Descriptors.ById[problem.Id], location, problem.Arguments.Select(a => (object)a).ToArray());

    /// <summary>KER999: in one line, since hosts show no more; what fails where is at the end of it.</summary>
    public static Diagnostic Failure(string model, string failure, Location location)
    {
        var problems = new ProblemList(model);
        problems.CompilerFailure(0, model, string.Join(" ", failure.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()).Take(4)));
        return problems.Problems[0].At(location);
    }
}
