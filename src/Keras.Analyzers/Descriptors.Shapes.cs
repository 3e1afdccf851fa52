using Microsoft.CodeAnalysis;

namespace Keras.Analyzers;

// KER1xx: shapes and element types.
public static partial class Descriptors
{
    private const string Shapes = "Keras.Shapes";

    public static readonly DiagnosticDescriptor KER101 = new(
        "KER101",
        "Input has too few axes",
        "Input {0} of layer '{1}' is incompatible with the layer: expected min_ndim={2}, found ndim={3}. Full shape received: {4}.",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER101.md");

    public static readonly DiagnosticDescriptor KER102 = new(
        "KER102",
        "Shared layer is called on another length",
        "Input {0} of layer '{1}' is incompatible with the layer: expected axis {2} of input shape to have value {3}, but received input with shape {4}. All calls of a layer share its weights.",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER102.md");

    public static readonly DiagnosticDescriptor KER103 = new(
        "KER103",
        "Axis does not exist",
        "Axis {0} of layer '{1}' does not exist in an input of shape {2}; expected {3}",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER103.md");

    public static readonly DiagnosticDescriptor KER104 = new(
        "KER104",
        "Shapes do not fit for concatenation",
        "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis ({1}). Received: input_shape=[{0}].",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER104.md");

    public static readonly DiagnosticDescriptor KER105 = new(
        "KER105",
        "Shapes do not broadcast",
        "Inputs of '{0}' have incompatible shapes. Received shapes {1} and {2}; axes must be equal or of length 1.",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER105.md");

    public static readonly DiagnosticDescriptor KER106 = new(
        "KER106",
        "Wrong number of inputs",
        "Layer '{0}' expects {1} input(s), but it received {2} input tensors",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER106.md");

    public static readonly DiagnosticDescriptor KER107 = new(
        "KER107",
        "Reshape changes the number of elements",
        "The total size of the tensor must be unchanged. Received: input_shape={0}, target_shape={1}.",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER107.md");

    public static readonly DiagnosticDescriptor KER108 = new(
        "KER108",
        "Length of an axis must be known",
        "Layer '{0}' has a weight whose shape depends on axis {1} of its input, which is not known in {2}; give the [Input] a length there",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER108.md");

    public static readonly DiagnosticDescriptor KER109 = new(
        "KER109",
        "Element type does not fit",
        "Input {0} of layer '{1}' is {2}, but must be {3}",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER109.md");

    public static readonly DiagnosticDescriptor KER110 = new(
        "KER110",
        "Input of a nested model does not fit",
        "Input '{0}' of the nested model '{1}' is declared as {2}, but received {3}",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER110.md");

    public static readonly DiagnosticDescriptor KER111 = new(
        "KER111",
        "Mask does not fit",
        "The mask of layer '{0}' is {1}, but must be bool of shape {2}",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER111.md");

    public static readonly DiagnosticDescriptor KER112 = new(
        "KER112",
        "Axis for a gated linear unit is odd",
        "A gated linear unit halves axis {0}, whose length {1} is odd in {2}",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER112.md");

    public static readonly DiagnosticDescriptor KER113 = new(
        "KER113",
        "Noise shape does not fit",
        "The noise shape {0} of layer '{1}' does not fit its input of shape {2}: expected as many axes, each of the same length, 1 or None",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER113.md");

    public static readonly DiagnosticDescriptor KER120 = new(
        "KER120",
        "Window is larger than the input",
        "Computed output size of layer '{0}' would be zero or negative: its windows span {1} positions of axis {2}, more than the input of shape {3} has; use a smaller kernel, less dilation or Padding.Same",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER120.md");

    public static readonly DiagnosticDescriptor KER121 = new(
        "KER121",
        "Channels are not divisible into groups",
        "Layer '{0}' divides the channels of its input into {1} groups, but axis {2} of shape {3} is no multiple of that",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER121.md");

    public static readonly DiagnosticDescriptor KER130 = new(
        "KER130",
        "Input has another number of axes",
        "Input {0} of layer '{1}' is incompatible with the layer: expected ndim={2}, found ndim={3}. Full shape received: {4}.",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER130.md");

    public static readonly DiagnosticDescriptor KER131 = new(
        "KER131",
        "Cropping is as large as the input",
        "Layer '{2}' cuts {0} and {1} off the ends of axis {3}, which must leave at least 1. Received input shape {4}.",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER131.md");

    public static readonly DiagnosticDescriptor KER132 = new(
        "KER132",
        "Axes to be summed over differ in length",
        "Incompatible input shapes of layer '{0}': axis values {1} (at axis {2}) != {3} (at axis {4}). The axes that are summed over must have one length.",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER132.md");

    public static readonly DiagnosticDescriptor KER150 = new(
        "KER150",
        "Input has no time axis",
        "`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions, received: {1}; '{0}' takes a batch axis, a time axis and the axes of one step",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER150.md");

    public static readonly DiagnosticDescriptor KER151 = new(
        "KER151",
        "Numbers of time steps differ",
        "The inputs of layer '{0}' have different numbers of time steps: {1}",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER151.md");

    public static readonly DiagnosticDescriptor KER161 = new(
        "KER161",
        "Initial state does not fit",
        "The initial state of layer '{0}' must be {1} tensor(s) of shape {2}, but received {3}",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER161.md");

    public static readonly DiagnosticDescriptor KER162 = new(
        "KER162",
        "Wrapped layer has no direction",
        "Layer '{0}' must wrap a recurrent layer, which it runs in both directions",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER162.md");

    public static readonly DiagnosticDescriptor KER163 = new(
        "KER163",
        "Stateful layer has no fixed batch size",
        "If a RNN is stateful, it needs to know its batch size: layer '{0}' received an input of shape {1}; declare the size as [Input(..., BatchSize = 32)]",
        Shapes, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KER163.md");
}
