namespace Keras.Compiler.Problems;

// KER1xx: shapes and element types. Wording is Keras's where Keras has one.
public static partial class ProblemFactory
{
    /// <summary>KER101: Input {0} of layer '{1}' is incompatible with the layer: expected min_ndim={2}, found ndim={3}. Full shape
    /// received: {4}.</summary>
    public static void RankTooLow(this IProblemSink problems, int node, int input, string layer, int expected, Shape found) =>
        problems.Report("KER101", node, Number(input), layer, Number(expected), Number(found.Rank), found.ToString());

    /// <summary>KER102: Input {0} of layer '{1}' is incompatible with the layer: expected axis {2} of input shape to have value {3}, but
    /// received input with shape {4}. All calls of a layer share its weights.</summary>
    public static void AxisLengthDiffers(this IProblemSink problems, int node, int input, string layer, int axis, Dim expected, Shape found) =>
        problems.Report("KER102", node, Number(input), layer, Number(axis), expected.ToString(), found.ToString());

    /// <summary>KER103: Axis {0} of layer '{1}' does not exist in an input of shape {2}; expected {3}.</summary>
    public static void AxisOutOfRange(this IProblemSink problems, int node, int axis, string layer, Shape input, string expected) =>
        problems.Report("KER103", node, Number(axis), layer, input.ToString(), expected);

    /// <summary>KER104: A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis ({1}). Received:
    /// input_shape=[{0}].</summary>
    public static void ConcatenationShapesDiffer(this IProblemSink problems, int node, string shapes, int axis) =>
        problems.Report("KER104", node, shapes, Number(axis));

    /// <summary>KER105: Inputs of '{0}' have incompatible shapes. Received shapes {1} and {2}; axes must be equal or of length 1.</summary>
    public static void ShapesDoNotBroadcast(this IProblemSink problems, int node, string layer, Shape left, Shape right) =>
        problems.Report("KER105", node, layer, left.ToString(), right.ToString());

    /// <summary>KER106: Layer '{0}' expects {1} input(s), but it received {2} input tensors.</summary>
    public static void InputCount(this IProblemSink problems, int node, string layer, string expected, int found) =>
        problems.Report("KER106", node, layer, expected, Number(found));

    /// <summary>KER107: The total size of the tensor must be unchanged. Received: input_shape={0}, target_shape={1}.</summary>
    public static void ReshapeSizeDiffers(this IProblemSink problems, int node, string input, string target) =>
        problems.Report("KER107", node, input, target);

    /// <summary>KER108: Layer '{0}' has a weight whose shape depends on axis {1} of its input, which is not known in {2}; give the
    /// [Input] a length there.</summary>
    public static void AxisLengthUnknown(this IProblemSink problems, int node, string layer, int axis, Shape found) =>
        problems.Report("KER108", node, layer, Number(axis), found.ToString());

    /// <summary>KER109: Input {0} of layer '{1}' is {2}, but must be {3}.</summary>
    public static void ElementTypeDiffers(this IProblemSink problems, int node, int input, string layer, DType found, string expected) =>
        problems.Report("KER109", node, Number(input), layer, found.ToString().ToLowerInvariant(), expected);

    /// <summary>KER110: Input '{0}' of the nested model '{1}' is declared as {2}, but received {3}.</summary>
    public static void NestedInputDiffers(this IProblemSink problems, int node, string input, string model, string expected, string found) =>
        problems.Report("KER110", node, input, model, expected, found);

    /// <summary>KER111: The mask of layer '{0}' is {1}, but must be bool of shape {2}.</summary>
    public static void MaskDiffers(this IProblemSink problems, int node, string layer, string found, Shape expected) =>
        problems.Report("KER111", node, layer, found, expected.ToString());

    /// <summary>KER112: A gated linear unit halves axis {0}, whose length {1} is odd in {2}.</summary>
    public static void AxisLengthOdd(this IProblemSink problems, int node, int axis, Dim length, Shape found) =>
        problems.Report("KER112", node, Number(axis), length.ToString(), found.ToString());

    /// <summary>KER161: The initial state of layer '{0}' must be {1} tensor(s) of shape {2}, but received {3}.</summary>
    public static void InitialStateDiffers(this IProblemSink problems, int node, string layer, int count, Shape expected, string found) =>
        problems.Report("KER161", node, layer, Number(count), expected.ToString(), found);

    /// <summary>KER162: Layer '{0}' must wrap a recurrent layer, which it runs in both directions.</summary>
    public static void WrappedHasNoDirection(this IProblemSink problems, int node, string layer) => problems.Report("KER162", node, layer);

    /// <summary>KER163: Layer '{0}' is stateful and needs a fixed batch size, but its input has shape {1}: declare one as
    /// [Input(..., BatchSize = 32)].</summary>
    public static void StatefulNeedsBatchSize(this IProblemSink problems, int node, string layer, Shape found) =>
        problems.Report("KER163", node, layer, found.ToString());

    /// <summary>KER113: The noise shape {0} of layer '{1}' does not fit its input of shape {2}: expected as many axes, each of the same
    /// length, 1 or None.</summary>
    public static void NoiseShapeDiffers(this IProblemSink problems, int node, string noise, string layer, Shape found) =>
        problems.Report("KER113", node, noise, layer, found.ToString());

    /// <summary>KER120: Computed output size of layer '{0}' would be zero or negative: its windows span {1} positions of axis {2}, more
    /// than the input of shape {3} has.</summary>
    public static void WindowTooLarge(this IProblemSink problems, int node, string layer, int extent, int axis, Shape found) =>
        problems.Report("KER120", node, layer, Number(extent), Number(axis), found.ToString());

    /// <summary>KER121: Layer '{0}' divides the channels of its input into {1} groups, but axis {2} of shape {3} is no multiple of
    /// that.</summary>
    public static void ChannelsNotDivisible(this IProblemSink problems, int node, string layer, int groups, int axis, Shape found) =>
        problems.Report("KER121", node, layer, Number(groups), Number(axis), found.ToString());

    /// <summary>KER130: Input {0} of layer '{1}' is incompatible with the layer: expected ndim={2}, found ndim={3}. Full shape
    /// received: {4}.</summary>
    public static void RankDiffers(this IProblemSink problems, int node, int input, string layer, int expected, Shape found) =>
        problems.Report("KER130", node, Number(input), layer, Number(expected), Number(found.Rank), found.ToString());

    /// <summary>KER131: Layer '{2}' cuts {0} and {1} off the ends of axis {3}, which must leave at least 1. Received input shape
    /// {4}.</summary>
    public static void CroppingTooLarge(this IProblemSink problems, int node, int before, int after, string layer, int axis, Shape found) =>
        problems.Report("KER131", node, Number(before), Number(after), layer, Number(axis), found.ToString());

    /// <summary>KER132: Incompatible input shapes of layer '{0}': axis values {1} (at axis {2}) != {3} (at axis {4}). The axes that
    /// are summed over must have one length.</summary>
    public static void ContractedAxesDiffer(
        this IProblemSink problems, int node, string layer, Dim left, int leftAxis, Dim right, int rightAxis) =>
        problems.Report("KER132", node, layer, left.ToString(), Number(leftAxis), right.ToString(), Number(rightAxis));

    /// <summary>KER150: `TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions, received: {1}; '{0}' takes
    /// a batch axis, a time axis and the axes of one step.</summary>
    public static void TimeAxisMissing(this IProblemSink problems, int node, string layer, Shape found) =>
        problems.Report("KER150", node, layer, found.ToString());

    /// <summary>KER151: The inputs of layer '{0}' have different numbers of time steps: {1}.</summary>
    public static void TimeStepsDiffer(this IProblemSink problems, int node, string layer, string shapes) =>
        problems.Report("KER151", node, layer, shapes);
}
