using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>The outside of a program. Lists are in the order in which the program numbers things.</summary>
/// <param name="Inputs">The model's inputs, in the order of <c>Call</c>'s parameters.</param>
/// <param name="Outputs">The model's outputs, in order.</param>
/// <param name="Axes">Names of the unknown axes besides the batch; the runtime binds their lengths from the inputs.</param>
/// <param name="Weights">Paths (<c>layer/weight</c>) of all weights that the program reads or writes, in gradient order.</param>
/// <param name="TrainingLayers">Paths of the layers whose step asks <see cref="Frame.Trains"/> (batch normalization).</param>
/// <param name="LossTerms">Number of scalar loss terms of the graph's own (activity regularizers).</param>
/// <param name="Guards">For each guard, the numbers of the weights (then, counted on after the weights, of the inputs) for whose
/// gradient its steps are needed.</param>
/// <param name="Slots">Number of buffers in the arena of each <see cref="Phase"/>, indexed by it.</param>
/// <param name="Lookups">Which inputs hold row numbers of tables, checked before a program runs.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ProgramSignature(
    TensorSignature[] Inputs,
    TensorSignature[] Outputs,
    string[] Axes,
    string[] Weights,
    string[] TrainingLayers,
    int LossTerms,
    int[][] Guards,
    int[] Slots,
    LookupSignature[] Lookups)
{
    /// <summary>Numbers of the weights whose gradient is written row by row (<see cref="Frame.RowGradient"/>).</summary>
    public int[] RowGradients { get; init; } = [];

    /// <summary>Numbers of the weights whose gradient is handed over as two factors (<see cref="Frame.ProductGradient"/>).</summary>
    public int[] ProductGradients { get; init; } = [];

    /// <summary>How many lengths the program counts while it runs (<see cref="Frame.Count"/>).</summary>
    public int Counts { get; init; }

    /// <summary>What a run takes over from the run before.</summary>
    public StateSignature[] States { get; init; } = [];

    /// <summary>What predictions read that is made of weights alone; null where there is nothing.</summary>
    public PreparationSignature? Preparation { get; init; }
}

/// <summary>Values that <see cref="ModelProgram.Prepare"/> makes of weights, once per version of these.</summary>
/// <param name="Lengths">Floats of each value.</param>
/// <param name="Weights">Numbers of the weights that they are made of.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PreparationSignature(int[] Lengths, int[] Weights);

/// <summary>Values that a layer keeps from run to run.</summary>
/// <param name="Layer">Path of the layer.</param>
/// <param name="Name">Name within the layer.</param>
/// <param name="Length">Number of elements, float32.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StateSignature(string Layer, string Name, int Length);

/// <summary>An input that holds row numbers of a table.</summary>
/// <param name="Input">Number of the input.</param>
/// <param name="Rows">Number of rows of the table.</param>
/// <param name="Layer">Path of the layer that has it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LookupSignature(int Input, int Rows, string Layer);

/// <summary>Name, element type and shape of an input or output.</summary>
/// <param name="Name">The Keras name.</param>
/// <param name="DType">Element type.</param>
/// <param name="Shape">Shape without the batch axis: a length; or for an unknown axis −1 minus its number in
/// <see cref="ProgramSignature.Axes"/>; or <see cref="Axis.None"/> for a length that depends on several.</param>
/// <param name="BatchSize">The fixed batch size, or 0.</param>
/// <param name="FinalActivation">For an output that ends in softmax or sigmoid over the last axis: which, so that a loss may hand
/// over the gradient at the logits (see <see cref="Frame.CotangentIsAtLogits"/>); else linear.</param>
/// <param name="IsMasked">For an output: whether the program says which of its rows count (see <see cref="Frame.OutputMask"/>).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TensorSignature(
    string Name, DType DType, int[] Shape, int BatchSize = 0, Activation FinalActivation = Activation.Linear, bool IsMasked = false);
