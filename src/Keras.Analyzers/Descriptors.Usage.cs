using Microsoft.CodeAnalysis;

namespace Keras.Analyzers;

// KER250 and on: calls outside of a model. KER999: the compiler's own failure.
public static partial class Descriptors
{
    private const string Usage = "Keras.Usage";

    public static readonly DiagnosticDescriptor KER250 = new(
        "KER250",
        "Call is used outside of a model",
        "'{0}' is read by the compiler and never runs; {1}",
        Usage, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER250.md");

    public static readonly DiagnosticDescriptor KER999 = new(
        "KER999",
        "The Keras compiler failed",
        "The Keras compiler failed on the model '{0}': {1}. This is a fault of the compiler; please report it with the class's source and this message.",
        Usage, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER999.md");
}
