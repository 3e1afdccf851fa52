namespace Keras.Compiler.Problems;

// KER0xx: how the class, its fields and Call are declared, and what Call may contain.
public static partial class ProblemFactory
{
    /// <summary>KER001: The model '{0}' must be partial, since its members are generated.</summary>
    public static void ModelNotPartial(this IProblemSink problems, int node, string model) =>
        problems.Report("KER001", node, model);

    /// <summary>KER002: The type '{0}' contains the model '{1}' and must be partial, too.</summary>
    public static void ContainingTypeNotPartial(this IProblemSink problems, int node, string type, string model) =>
        problems.Report("KER002", node, type, model);

    /// <summary>KER003: The model '{0}' must not be {1}: a model is a plain class that can be created.</summary>
    public static void ModelKindNotAllowed(this IProblemSink problems, int node, string model, string kind) =>
        problems.Report("KER003", node, model, kind);

    /// <summary>KER004: '{0}' has a Call with [Input] but derives from {1}; a model derives directly from Keras.Model.</summary>
    public static void ModelNotDerivedDirectly(this IProblemSink problems, int node, string model, string baseType) =>
        problems.Report("KER004", node, model, baseType);

    /// <summary>KER005: The model '{0}' must not have a primary constructor; declare a constructor that chains to ': this(seed: ...)'.</summary>
    public static void PrimaryConstructor(this IProblemSink problems, int node, string model) =>
        problems.Report("KER005", node, model);

    /// <summary>KER006: A constructor of the model '{0}' must chain to the generated one, ': this(seed: ...)', or its layers stay null.</summary>
    public static void ConstructorNotChained(this IProblemSink problems, int node, string model) =>
        problems.Report("KER006", node, model);

    /// <summary>KER007: The model '{0}' has no Call; declare 'public KerasTensor Call([Input(...)] KerasTensor x)'.</summary>
    public static void CallMissing(this IProblemSink problems, int node, string model) =>
        problems.Report("KER007", node, model);

    /// <summary>KER008: Call of the model '{0}' must not be {1}; it is a public instance method that the compiler reads.</summary>
    public static void CallNotAllowed(this IProblemSink problems, int node, string model, string fault) =>
        problems.Report("KER008", node, model, fault);

    /// <summary>KER009: The model '{0}' has several methods Call; exactly one describes the graph.</summary>
    public static void CallNotSingle(this IProblemSink problems, int node, string model) =>
        problems.Report("KER009", node, model);

    /// <summary>KER010: Call of the model '{0}' returns '{1}'; expected KerasTensor or a tuple of KerasTensor with named elements.</summary>
    public static void CallReturnType(this IProblemSink problems, int node, string model, string type) =>
        problems.Report("KER010", node, model, type);

    /// <summary>KER011: Output {1} of the model '{0}' has no name; name the tuple's elements, such as (KerasTensor Main, KerasTensor Aux).</summary>
    public static void OutputNotNamed(this IProblemSink problems, int node, string model, int position) =>
        problems.Report("KER011", node, model, Number(position));

    /// <summary>KER012: Parameter '{0}' of Call has no [Input]; every parameter is an input, such as [Input(784)] KerasTensor {0}.</summary>
    public static void ParameterWithoutInput(this IProblemSink problems, int node, string parameter) =>
        problems.Report("KER012", node, parameter);

    /// <summary>KER013: Parameter '{0}' of Call must not be {1}; an input is a plain parameter of type KerasTensor.</summary>
    public static void ParameterNotAllowed(this IProblemSink problems, int node, string parameter, string fault) =>
        problems.Report("KER013", node, parameter, fault);

    /// <summary>KER014: Axis {1} of input '{0}' is {2}; an axis is a length of at least 1, or None where it is not known.</summary>
    public static void InputAxisOutOfRange(this IProblemSink problems, int node, string input, int axis, int length) =>
        problems.Report("KER014", node, input, Number(axis), Number(length));

    /// <summary>KER020: The layer field '{0}' must be {1}; the generated constructor assigns it once.</summary>
    public static void LayerFieldModifiers(this IProblemSink problems, int node, string field, string expected) =>
        problems.Report("KER020", node, field, expected);

    /// <summary>KER021: The layer field '{0}' must not be initialised; the generated constructor creates the layer from its attributes.</summary>
    public static void LayerFieldInitialised(this IProblemSink problems, int node, string field) =>
        problems.Report("KER021", node, field);

    /// <summary>KER022: The layer field '{0}' of type '{1}' has no attribute that configures it, such as [{1}(...)].</summary>
    public static void LayerFieldWithoutAttribute(this IProblemSink problems, int node, string field, string type) =>
        problems.Report("KER022", node, field, type);

    /// <summary>KER023: [{0}] does not fit the field '{1}' of type '{2}'; expected {3}.</summary>
    public static void AttributeDoesNotFit(
        this IProblemSink problems, int node, string attribute, string field, string type, string expected) =>
        problems.Report("KER023", node, attribute, field, type, expected);

    /// <summary>KER024: '{0}' is {1}, but must be {2}.</summary>
    public static void AttributeArgumentOutOfRange(
        this IProblemSink problems, int node, string argument, string value, string allowed) =>
        problems.Report("KER024", node, argument, value, allowed);

    /// <summary>KER025: The field '{0}' {1}.</summary>
    public static void RepeatDoesNotFit(this IProblemSink problems, int node, string field, string fault) =>
        problems.Report("KER025", node, field, fault);

    /// <summary>KER026: The generated member '{0}' for the layer field '{1}' clashes with {2}; rename the field.</summary>
    public static void MemberNameClash(this IProblemSink problems, int node, string member, string field, string other) =>
        problems.Report("KER026", node, member, field, other);

    /// <summary>KER027: The model '{0}' contains itself by way of '{1}'.</summary>
    public static void ModelContainsItself(this IProblemSink problems, int node, string model, string path) =>
        problems.Report("KER027", node, model, path);

    /// <summary>KER028: The model '{0}' of assembly '{1}' carries no description that this version reads; rebuild that assembly with the
    /// same version of Keras.Runtime.</summary>
    public static void ForeignModelUnreadable(this IProblemSink problems, int node, string model, string assembly) =>
        problems.Report("KER028", node, model, assembly);

    /// <summary>KER029: The layer field '{0}' is declared in another file than the first layer; a sequential model's layers run in the
    /// order of one file.</summary>
    public static void SequentialFieldElsewhere(this IProblemSink problems, int node, string field) =>
        problems.Report("KER029", node, field);

    /// <summary>KER030: The sequential model '{0}' {1}; a Call without a body has one input, one output and at least one layer.</summary>
    public static void SequentialForm(this IProblemSink problems, int node, string model, string fault) =>
        problems.Report("KER030", node, model, fault);

    /// <summary>KER031: '{0}' of layer '{1}' has no effect; leave it out.</summary>
    public static void ArgumentIgnored(this IProblemSink problems, int node, string argument, string layer) =>
        problems.Report("KER031", node, argument, layer);

    /// <summary>KER040: This statement cannot be read at compile time: {0}; Call may use {1}.</summary>
    public static void StatementNotReadable(this IProblemSink problems, int node, string found, string allowed) =>
        problems.Report("KER040", node, found, allowed);

    /// <summary>KER041: This expression cannot be read at compile time: {0}; Call may use {1}.</summary>
    public static void ExpressionNotReadable(this IProblemSink problems, int node, string found, string allowed) =>
        problems.Report("KER041", node, found, allowed);

    /// <summary>KER042: '{0}' calls itself ({1}); helpers of Call are read by inlining and cannot recur.</summary>
    public static void HelperRecursion(this IProblemSink problems, int node, string helper, string path) =>
        problems.Report("KER042", node, helper, path);

    /// <summary>KER043: '{0}' is generated, and Call must bind without generated code; use {1}.</summary>
    public static void GeneratedMemberInCall(this IProblemSink problems, int node, string member, string instead) =>
        problems.Report("KER043", node, member, instead);

    /// <summary>KER044: The local function '{0}' assigns '{1}' of its enclosing method; pass it as an argument and return the new value.</summary>
    public static void CapturedLocalAssigned(this IProblemSink problems, int node, string function, string local) =>
        problems.Report("KER044", node, function, local);

    private static string Number(int value) => value == Axis.None ? "None" : value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
