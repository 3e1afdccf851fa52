namespace Keras.Compiler.Problems;

// KER2xx: nodes, and the graph as a whole. Wording of node access is Keras 2.3's.
public static partial class ProblemFactory
{
    /// <summary>KER201: Layer {0} has multiple inbound nodes, hence the notion of "layer {1}" is ill-defined. Use `{2}(nodeIndex)`
    /// instead.</summary>
    public static void NodeIllDefined(this IProblemSink problems, int node, string layer, string side, string instead) =>
        problems.Report("KER201", node, layer, side, instead);

    /// <summary>KER202: The layer "{0}" has multiple inbound nodes, with different {1} shapes. Hence the notion of "{1} shape" is
    /// ill-defined for the layer. Use `{2}(nodeIndex)` instead.</summary>
    public static void NodeShapesDiffer(this IProblemSink problems, int node, string layer, string side, string instead) =>
        problems.Report("KER202", node, layer, side, instead);

    /// <summary>KER203: The layer {0} has never been called and thus has no defined {1}.</summary>
    public static void LayerNotYetCalled(this IProblemSink problems, int node, string layer, string attribute) =>
        problems.Report("KER203", node, layer, attribute);

    /// <summary>KER204: Asked to get {0} at node {1}, but the layer has only {3} inbound nodes. The layer is
    /// {2}.</summary>
    public static void NodeOutOfRange(this IProblemSink problems, int node, string attribute, long index, string layer, int count) =>
        problems.Report("KER204", node, attribute, index.ToString(System.Globalization.CultureInfo.InvariantCulture), layer, Number(count));

    /// <summary>KER205: No such layer: {0}. Existing layers are: [{1}].</summary>
    public static void NoSuchLayer(this IProblemSink problems, int node, string name, string existing) =>
        problems.Report("KER205", node, name, existing);

    /// <summary>KER206: The layer {0} is a {1}, not a {2}.</summary>
    public static void LayerOfOtherType(this IProblemSink problems, int node, string name, string found, string expected) =>
        problems.Report("KER206", node, name, found, expected);

    /// <summary>KER207: The layer '{0}' is never called; call it in Call or remove the field.</summary>
    public static void LayerNeverCalled(this IProblemSink problems, int node, string layer) =>
        problems.Report("KER207", node, layer);

    /// <summary>KER208: No result of the layer '{0}' reaches an output of the model; use it or remove the call.</summary>
    public static void LayerReachesNoOutput(this IProblemSink problems, int node, string layer) =>
        problems.Report("KER208", node, layer);

    /// <summary>KER209: The input '{0}' reaches no output of the model; use it or remove the parameter.</summary>
    public static void InputReachesNoOutput(this IProblemSink problems, int node, string input) =>
        problems.Report("KER209", node, input);

    /// <summary>KER210: The name "{0}" is used {1} times in the model. All operation names should be unique.</summary>
    public static void NameNotUnique(this IProblemSink problems, int node, string name, int count) =>
        problems.Report("KER210", node, name, Number(count));

    /// <summary>KER211: All outputs of a model must be tensors. Received for '{0}': {1}.</summary>
    public static void OutputNotTensor(this IProblemSink problems, int node, string output, string found) =>
        problems.Report("KER211", node, output, found);

    /// <summary>KER212: Graph disconnected: the tensor '{0}' belongs to the model '{1}' and cannot be used in '{2}'; call that model and
    /// use its result.</summary>
    public static void TensorOfOtherModel(this IProblemSink problems, int node, string tensor, string owner, string user) =>
        problems.Report("KER212", node, tensor, owner, user);

    /// <summary>KER213: This must be decided at compile time, but depends on a length that is not known: {0}.</summary>
    public static void NotDecidable(this IProblemSink problems, int node, string length) =>
        problems.Report("KER213", node, length);

    /// <summary>KER214: This loop does not end within {0} rounds; loops in Call are unrolled at compile time.</summary>
    public static void LoopDoesNotEnd(this IProblemSink problems, int node, int rounds) =>
        problems.Report("KER214", node, Number(rounds));

    /// <summary>KER215: Debug.Assert is false: {0}.</summary>
    public static void AssertionFalse(this IProblemSink problems, int node, string explanation) =>
        problems.Report("KER215", node, explanation);

    /// <summary>KER216: Index {0} is out of range: there are {1} elements.</summary>
    public static void IndexOutOfRange(this IProblemSink problems, int node, string index, int count) =>
        problems.Report("KER216", node, index, Number(count));

    /// <summary>KER217: {0} cannot be evaluated at compile time for {1}.</summary>
    public static void NotEvaluable(this IProblemSink problems, int node, string expression, string operands) =>
        problems.Report("KER217", node, expression, operands);

    /// <summary>KER218: The name '{0}' contains a slash, which separates the parts of a weight's path.</summary>
    public static void NameWithSlash(this IProblemSink problems, int node, string name) =>
        problems.Report("KER218", node, name);

    /// <summary>KER219: Layer {0} has {1} {2} tensors at node {3}. Use `{4}({3})` instead.</summary>
    public static void SeveralTensors(this IProblemSink problems, int node, string layer, int count, string side, int index, string instead) =>
        problems.Report("KER219", node, layer, Number(count), side, Number(index), instead);
}
