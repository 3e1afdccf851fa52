namespace Keras;

/// <summary>What is said of nodes, in the words of Keras 2.3 with the names of C#: by the runtime as exceptions, by the analyzers as
/// diagnostics. The analyzers hand over placeholders in place of names and numbers.</summary>
internal static class NodeMessages
{
    /// <summary>One tensor of a layer with several calls.</summary>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="side"><c>input</c> or <c>output</c>.</param>
    /// <param name="instead">The method that takes a node's index.</param>
    public static string IllDefined(string layer, string side, string instead) =>
        $"Layer {layer} has multiple inbound nodes, hence the notion of \"layer {side}\" is ill-defined. Use `{instead}(nodeIndex)` instead.";

    /// <summary>One shape of a layer whose calls have several.</summary>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="side"><c>input</c> or <c>output</c>.</param>
    /// <param name="instead">The method that takes a node's index.</param>
    public static string ShapesDiffer(string layer, string side, string instead) =>
        $"The layer \"{layer}\" has multiple inbound nodes, with different {side} shapes. Hence the notion of \"{side} shape\" is " +
        $"ill-defined for the layer. Use `{instead}(nodeIndex)` instead.";

    /// <summary>A layer that has no calls (yet).</summary>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="attribute">What was asked for, such as <c>input shape</c>.</param>
    public static string NeverCalled(string layer, string attribute) =>
        $"The layer {layer} has never been called and thus has no defined {attribute}.";

    /// <summary>A call that there is not.</summary>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="attribute">What was asked for, such as <c>input shape</c>.</param>
    /// <param name="index">The index asked for.</param>
    /// <param name="count">How many calls there are.</param>
    public static string OutOfRange(string layer, string attribute, string index, string count) =>
        $"Asked to get {attribute} at node {index}, but the layer has only {count} inbound nodes. The layer is {layer}.";

    /// <summary>One tensor of a call with several.</summary>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="count">How many tensors.</param>
    /// <param name="side"><c>input</c> or <c>output</c>.</param>
    /// <param name="index">Index of the call.</param>
    /// <param name="instead">The method that gives them all.</param>
    public static string SeveralTensors(string layer, string count, string side, string index, string instead) =>
        $"Layer {layer} has {count} {side} tensors at node {index}. Use `{instead}({index})` instead.";

    /// <summary>A name that no layer has.</summary>
    /// <param name="layer">The name.</param>
    /// <param name="existing">Names of the layers there are.</param>
    public static string NoSuchLayer(string layer, string existing) => $"No such layer: {layer}. Existing layers are: [{existing}].";

    /// <summary>A layer of another class than asked for.</summary>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="found">Its class.</param>
    /// <param name="expected">The class asked for.</param>
    public static string OtherType(string layer, string found, string expected) => $"The layer {layer} is a {found}, not a {expected}.";
}
