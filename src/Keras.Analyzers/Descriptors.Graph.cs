using Microsoft.CodeAnalysis;

namespace Keras.Analyzers;

// KER2xx: nodes, and the graph as a whole. What the runtime says as well is written once, in NodeMessages.
public static partial class Descriptors
{
    private const string Graph = "Keras.Graph";

    public static readonly DiagnosticDescriptor KER201 = new(
        "KER201",
        "Input or output of a layer is ill-defined",
        NodeMessages.IllDefined("{0}", "{1}", "{2}"),
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER201.md");

    public static readonly DiagnosticDescriptor KER202 = new(
        "KER202",
        "Shape of a layer is ill-defined",
        NodeMessages.ShapesDiffer("{0}", "{1}", "{2}"),
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER202.md");

    public static readonly DiagnosticDescriptor KER203 = new(
        "KER203",
        "Layer has not been called yet",
        NodeMessages.NeverCalled("{0}", "{1}"),
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER203.md");

    public static readonly DiagnosticDescriptor KER204 = new(
        "KER204",
        "Node index is out of range",
        NodeMessages.OutOfRange("{2}", "{0}", "{1}", "{3}"),
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER204.md");

    public static readonly DiagnosticDescriptor KER205 = new(
        "KER205",
        "No layer of this name",
        NodeMessages.NoSuchLayer("{0}", "{1}"),
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER205.md");

    public static readonly DiagnosticDescriptor KER206 = new(
        "KER206",
        "Layer is of another type",
        NodeMessages.OtherType("{0}", "{1}", "{2}"),
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER206.md");

    public static readonly DiagnosticDescriptor KER207 = new(
        "KER207",
        "Layer is never called",
        "The layer '{0}' is never called; call it in Call or remove the field",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER207.md");

    public static readonly DiagnosticDescriptor KER208 = new(
        "KER208",
        "Layer reaches no output",
        "No result of the layer '{0}' reaches an output of the model; use it or remove the call",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER208.md");

    public static readonly DiagnosticDescriptor KER209 = new(
        "KER209",
        "Input reaches no output",
        "The input '{0}' reaches no output of the model; use it or remove the parameter",
        Graph, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "KER209.md");

    public static readonly DiagnosticDescriptor KER210 = new(
        "KER210",
        "Name is not unique",
        "The name \"{0}\" is used {1} times in the model. All operation names should be unique.",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER210.md");

    public static readonly DiagnosticDescriptor KER211 = new(
        "KER211",
        "Output is not a tensor",
        "All outputs of a model must be tensors. Received for '{0}': {1}.",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER211.md");

    public static readonly DiagnosticDescriptor KER212 = new(
        "KER212",
        "Tensor belongs to another model",
        "Graph disconnected: the tensor '{0}' belongs to the model '{1}' and cannot be used in '{2}'; call that model and use its result",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER212.md");

    public static readonly DiagnosticDescriptor KER213 = new(
        "KER213",
        "Condition cannot be decided at compile time",
        "This must be decided at compile time, but depends on a length that is not known: {0}",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER213.md");

    public static readonly DiagnosticDescriptor KER214 = new(
        "KER214",
        "Loop does not end",
        "This loop does not end within {0} rounds; loops in Call are unrolled at compile time",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER214.md");

    public static readonly DiagnosticDescriptor KER215 = new(
        "KER215",
        "Debug.Assert is false",
        "Debug.Assert is false: {0}",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER215.md");

    public static readonly DiagnosticDescriptor KER216 = new(
        "KER216",
        "Index is out of range",
        "Index {0} is out of range: there are {1} elements",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER216.md");

    public static readonly DiagnosticDescriptor KER217 = new(
        "KER217",
        "Expression has no value at compile time",
        "{0} cannot be evaluated at compile time for {1}",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER217.md");

    public static readonly DiagnosticDescriptor KER218 = new(
        "KER218",
        "Name contains a slash",
        "The name '{0}' contains a slash, which separates the parts of a weight's path",
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER218.md");

    public static readonly DiagnosticDescriptor KER219 = new(
        "KER219",
        "Call of a layer has several tensors",
        NodeMessages.SeveralTensors("{0}", "{1}", "{2}", "{3}", "{4}"),
        Graph, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER219.md");
}
