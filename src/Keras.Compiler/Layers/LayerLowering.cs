using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Layers;

/// <summary>One call of a layer as its lowering sees it.</summary>
/// <param name="Builder">Appends ops.</param>
/// <param name="Configuration">Hyperparameters.</param>
/// <param name="Inputs">The inputs' values.</param>
/// <param name="Masks">Their masks (bool, over leading axes of the input), or null each, as in <see cref="LayerCall.Masks"/>.</param>
/// <param name="Training">Whether training behaviour is wanted: the program's, unless the call says otherwise.</param>
/// <param name="LayerPath">Path of the layer, for state writes and switches that depend on <c>Trainable</c>.</param>
/// <param name="Weight">The value of a weight by name.</param>
/// <param name="WriteState">Registers the new value of a non-trainable weight.</param>
/// <param name="NextRandomStream">A random stream of its own; the same in forward, backward and recomputation.</param>
/// <param name="AddLossTerm">Adds a scalar to the model's loss.</param>
public sealed record LayerLowering(
    ProgramBuilder Builder,
    LayerConfiguration Configuration,
    ImmutableArray<Value> Inputs,
    ImmutableArray<Value?> Masks,
    bool Training,
    string LayerPath,
    Func<string, Value> Weight,
    Action<string, Value> WriteState,
    Func<int> NextRandomStream,
    Action<Value> AddLossTerm)
{
    public Value Input => Inputs[0];

    /// <summary>Whether the call asks for the layer's states beside its output.</summary>
    public bool ReturnsState { get; init; }

    /// <summary>The value by this name that the last call left, in this run or the one before; zeros of this shape, which must be known, at first.</summary>
    public Func<string, Shape, Value> State { get; init; } = (_, _) => throw new OpVerificationException("The layer keeps no state.");

    /// <summary>Leaves a value to the next call. It goes on from there in training, evaluation and prediction alike; no gradient crosses runs.</summary>
    public Action<string, Value> KeepState { get; init; } = (_, _) => throw new OpVerificationException("The layer keeps no state.");

    /// <summary>The mask of an input, its missing trailing axes of length 1, so that it broadcasts to the input; null where there is none.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="rank">Number of axes wanted.</param>
    public Value? AlignedMask(int input, int rank) => Masks[input] is { } mask ? Builder.LengthenMask(LayerPath + "_mask", mask, rank) : null;

    /// <summary>For a wrapper: lowers a call of what it wraps.</summary>
    public WrappedLowering Wrapped { get; init; } = (_, _, _, _) => throw new OpVerificationException("The layer wraps no other.");

    /// <summary>As <see cref="Wrapped"/>, for a call whose samples do not depend on each other and whose masks go no further: where they are
    /// large, it runs over tiles of them.</summary>
    public WrappedLowering WrappedBySample { get; init; } = (_, _, _, _) => throw new OpVerificationException("The layer wraps no other.");

    /// <summary>For a wrapper: how many calls its shape rule made.</summary>
    public int WrappedCalls { get; init; }
}
