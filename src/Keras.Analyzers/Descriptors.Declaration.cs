using Microsoft.CodeAnalysis;

namespace Keras.Analyzers;

// KER0xx: how the class, its fields and Call are declared, and what Call may contain.
public static partial class Descriptors
{
    private const string Declaration = "Keras.Declaration";

    public static readonly DiagnosticDescriptor KER001 = new(
        "KER001",
        "Model class is not partial",
        "The model '{0}' must be partial, since its members are generated",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER001.md");

    public static readonly DiagnosticDescriptor KER002 = new(
        "KER002",
        "Type around a model is not partial",
        "The type '{0}' contains the model '{1}' and must be partial, too",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER002.md");

    public static readonly DiagnosticDescriptor KER003 = new(
        "KER003",
        "Kind of class not allowed for a model",
        "The model '{0}' must not be {1}: a model is a plain class that can be created",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER003.md");

    public static readonly DiagnosticDescriptor KER004 = new(
        "KER004",
        "Model does not derive directly from Model",
        "'{0}' has a Call with [Input] but derives from {1}; a model derives directly from Keras.Model",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER004.md");

    public static readonly DiagnosticDescriptor KER005 = new(
        "KER005",
        "Model has a primary constructor",
        "The model '{0}' must not have a primary constructor; declare a constructor that chains to ': this(seed: ...)'",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER005.md");

    public static readonly DiagnosticDescriptor KER006 = new(
        "KER006",
        "Constructor does not chain to the generated one",
        "A constructor of the model '{0}' must chain to the generated one, ': this(seed: ...)', or its layers stay null",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER006.md");

    public static readonly DiagnosticDescriptor KER007 = new(
        "KER007",
        "Model has no Call",
        "The model '{0}' has no Call; declare 'public KerasTensor Call([Input(...)] KerasTensor x)'",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER007.md");

    public static readonly DiagnosticDescriptor KER008 = new(
        "KER008",
        "Call is declared in a form that cannot be read",
        "Call of the model '{0}' must not be {1}; it is a public instance method that the compiler reads",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER008.md");

    public static readonly DiagnosticDescriptor KER009 = new(
        "KER009",
        "Model has several methods Call",
        "The model '{0}' has several methods Call; exactly one describes the graph",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER009.md");

    public static readonly DiagnosticDescriptor KER010 = new(
        "KER010",
        "Return type of Call is not an output",
        "Call of the model '{0}' returns '{1}'; expected KerasTensor or a tuple of KerasTensor with named elements",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER010.md");

    public static readonly DiagnosticDescriptor KER011 = new(
        "KER011",
        "Output has no name",
        "Output {1} of the model '{0}' has no name; name the tuple's elements, such as (KerasTensor Main, KerasTensor Aux)",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER011.md");

    public static readonly DiagnosticDescriptor KER012 = new(
        "KER012",
        "Parameter of Call has no [Input]",
        "Parameter '{0}' of Call has no [Input]; every parameter is an input, such as [Input(784)] KerasTensor {0}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER012.md");

    public static readonly DiagnosticDescriptor KER013 = new(
        "KER013",
        "Parameter of Call is not a plain KerasTensor",
        "Parameter '{0}' of Call must not be {1}; an input is a plain parameter of type KerasTensor",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER013.md");

    public static readonly DiagnosticDescriptor KER014 = new(
        "KER014",
        "Axis of an input is out of range",
        "Axis {1} of input '{0}' is {2}; an axis is a length of at least 1, or None where it is not known",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER014.md");

    public static readonly DiagnosticDescriptor KER020 = new(
        "KER020",
        "Layer field has the wrong modifiers",
        "The layer field '{0}' must be {1}; the generated constructor assigns it once",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER020.md");

    public static readonly DiagnosticDescriptor KER021 = new(
        "KER021",
        "Layer field is initialised by hand",
        "The layer field '{0}' must not be initialised; the generated constructor creates the layer from its attributes",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER021.md");

    public static readonly DiagnosticDescriptor KER022 = new(
        "KER022",
        "Layer field has no attribute",
        "The layer field '{0}' of type '{1}' has no attribute that configures it, such as [{1}(...)]",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER022.md");

    public static readonly DiagnosticDescriptor KER023 = new(
        "KER023",
        "Attribute does not fit its field",
        "[{0}] does not fit the field '{1}' of type '{2}'; expected {3}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER023.md");

    public static readonly DiagnosticDescriptor KER024 = new(
        "KER024",
        "Argument is out of range",
        "'{0}' is {1}, but must be {2}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER024.md");

    public static readonly DiagnosticDescriptor KER025 = new(
        "KER025",
        "[Repeat] does not fit its field",
        "The field '{0}' {1}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER025.md");

    public static readonly DiagnosticDescriptor KER026 = new(
        "KER026",
        "Generated member clashes with another",
        "The generated member '{0}' for the layer field '{1}' clashes with {2}; rename the field",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER026.md");

    public static readonly DiagnosticDescriptor KER027 = new(
        "KER027",
        "Model contains itself",
        "The model '{0}' contains itself by way of '{1}'",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER027.md");

    public static readonly DiagnosticDescriptor KER028 = new(
        "KER028",
        "Model of another assembly cannot be read",
        "The model '{0}' of assembly '{1}' carries no description that this version reads; rebuild that assembly with the same version of Keras.Runtime",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER028.md");

    public static readonly DiagnosticDescriptor KER029 = new(
        "KER029",
        "Layer of a sequential model is in another file",
        "The layer field '{0}' is declared in another file than the first layer; a sequential model's layers run in the order of one file",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER029.md");

    public static readonly DiagnosticDescriptor KER030 = new(
        "KER030",
        "Sequential model has a form that no chain has",
        "The sequential model '{0}' {1}; a Call without a body has one input, one output and at least one layer",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER030.md");

    public static readonly DiagnosticDescriptor KER031 = new(
        "KER031",
        "Argument has no effect",
        "'{0}' of layer '{1}' has no effect; leave it out",
        Declaration, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Help + "KER031.md");

    public static readonly DiagnosticDescriptor KER040 = new(
        "KER040",
        "Statement cannot be read at compile time",
        "This statement cannot be read at compile time: {0}; Call may use {1}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER040.md");

    public static readonly DiagnosticDescriptor KER041 = new(
        "KER041",
        "Expression cannot be read at compile time",
        "This expression cannot be read at compile time: {0}; Call may use {1}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER041.md");

    public static readonly DiagnosticDescriptor KER042 = new(
        "KER042",
        "Helper of Call calls itself",
        "'{0}' calls itself ({1}); helpers of Call are read by inlining and cannot recur",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER042.md");

    public static readonly DiagnosticDescriptor KER043 = new(
        "KER043",
        "Generated member is used in Call",
        "'{0}' is generated, and Call must bind without generated code; use {1}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER043.md");

    public static readonly DiagnosticDescriptor KER044 = new(
        "KER044",
        "Local function assigns a local of its method",
        "The local function '{0}' assigns '{1}' of its enclosing method; pass it as an argument and return the new value",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER044.md");
}
