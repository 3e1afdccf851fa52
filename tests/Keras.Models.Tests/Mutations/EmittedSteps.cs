using Keras.Models.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Keras.Models.Tests.Mutations;

/// <summary>The steps of an emitted program: calls of kernels, one statement each.</summary>
public static class EmittedSteps
{
    /// <summary>The steps of a method (<c>Infer</c>, <c>Forward</c>, <c>Backward</c>), as they stand in the emitted code.</summary>
    public static IReadOnlyList<string> Of(CompiledModels models, string method) =>
        [.. models.Generated.SelectMany(tree => Statements(tree, method)).Select(s => s.ToString())];

    /// <summary>Takes one step out of the emitted code.</summary>
    /// <param name="method">The method that it stands in.</param>
    /// <param name="index">Its place among the method's steps.</param>
    public static Func<SyntaxTree, SyntaxTree> Without(string method, int index) => tree =>
    {
        var statements = Statements(tree, method);
        if (statements.Length == 0) return tree;
        var root = tree.GetRoot().ReplaceNode(statements[index], SyntaxFactory.EmptyStatement());
        return CSharpSyntaxTree.Create((CSharpSyntaxNode)root, path: tree.FilePath, encoding: tree.Encoding);
    };

    /// <summary>Whether the step runs at all where all layers train: one that serves a frozen layer does not; one that only serves the
    /// gradient of an input does not in training, nor does one that brings a cotangent to the logits, where the loss hands it over
    /// there.</summary>
    /// <param name="models">The compiled model.</param>
    /// <param name="step">The step.</param>
    /// <param name="isTraining">Whether a training run asks, or else a probe of all gradients.</param>
    public static bool Runs(CompiledModels models, string step, bool isTraining)
    {
        var nodes = models.Generated.SelectMany(tree => tree.GetRoot().DescendantNodes()).ToArray();
        if (nodes.OfType<ElseClauseSyntax>().Any(e => Condition(e.Parent!).StartsWith("frame.Trains(", StringComparison.Ordinal) && Contains(e, step))) return false;
        if (!isTraining) return true;
        var inputGradients = nodes.OfType<VariableDeclaratorSyntax>()
            .Where(v => v.Initializer?.Value.ToString().StartsWith("frame.InputGradient(", StringComparison.Ordinal) ?? false)
            .Select(v => v.Identifier.Text);
        if (inputGradients.Any(name => step.Contains(name, StringComparison.Ordinal))) return false;
        return !nodes.OfType<IfStatementSyntax>().Any(i => Condition(i).Contains("!frame.CotangentIsAtLogits", StringComparison.Ordinal) && Contains(i.Statement, step));
    }

    private static string Condition(SyntaxNode statement) => ((IfStatementSyntax)statement).Condition.ToString();

    private static bool Contains(SyntaxNode node, string step) => node.ToString().Contains(step, StringComparison.Ordinal);

    /// <summary>Those of the program that computes; what looks into it has methods of the same names.</summary>
    private static ExpressionStatementSyntax[] Statements(SyntaxTree tree, string method) => !tree.FilePath.EndsWith(".Kernels.g.cs", StringComparison.Ordinal)
        ? []
        : [.. tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(m => m.Identifier.Text == method && m.ParameterList.Parameters is [{ Type: { } type }] && type.ToString().EndsWith(".Frame", StringComparison.Ordinal))
            .SelectMany(m => m.DescendantNodes().OfType<ExpressionStatementSyntax>())
            .Where(s => s.Expression is InvocationExpressionSyntax)];
}
