using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>The memory of one call in flight: the arena with its buffers, the inputs, outputs, cotangents and gradients.
/// Pooled and reused by the runtime; emitted code only reads addresses from it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe partial class Frame
{
    internal byte* Arena;
    internal long[] Offsets = [];
    internal readonly void*[] Inputs;
    internal readonly void*[] Outputs;
    internal byte*[] OutputMasks = [];
    internal float*[] Cotangents = [];
    internal bool[] LogitCotangents = [];
    internal float*[] Gradients = [];
    internal GradientRows?[] RowGradients = [];
    internal ProductGradient?[] ProductGradients = [];
    internal float*[] InputGradients = [];
    internal bool[] Guards = [];
    internal bool[] TrainingLayers = [];
    internal float* LossTerms;

    /// <summary>For programs with states: those of the sequence of runs that this call belongs to.</summary>
    internal Serving.StateMemory? States;

    /// <summary>For programs that prepare: what was made of the weights that this call sees.</summary>
    internal Serving.PreparedWeights? PreparedWeights;

    private readonly nint[] _counts;

    /// <summary>Number of samples in this call.</summary>
    public nint Batch { get; internal set; }

    /// <summary>Lengths of the program's unknown axes.</summary>
    internal readonly long[] Axes;

    /// <summary>Length of the unknown axis with this number.</summary>
    public nint AxisLength(int axis) => (nint)Axes[axis];

    /// <summary>Notes a length that the program has counted.</summary>
    public void SetCount(int number, nint count) => _counts[number] = count;

    /// <summary>A length that the program has counted in this run.</summary>
    public nint Count(int number) => _counts[number];

    /// <summary>Seed of the random streams of this call; changes with every training step.</summary>
    public ulong RandomKey { get; internal set; }

    /// <summary>The buffer with this number in the arena.</summary>
    public Pointer<float> Buffer(int slot) => new((float*)(Arena + Offsets[slot]));

    /// <summary>The buffer with this number in the arena, as bytes.</summary>
    public Pointer<byte> Bytes(int slot) => new(Arena + Offsets[slot]);

    /// <summary>The value with this number among those that are made of weights.</summary>
    public Pointer<float> Prepared(int value) => PreparedWeights![value];

    /// <summary>Data of an input.</summary>
    public Pointer<T> Input<T>(int input) where T : unmanaged => new((T*)Inputs[input]);

    /// <summary>Where an output goes.</summary>
    public Pointer<T> Output<T>(int output) where T : unmanaged => new((T*)Outputs[output]);

    /// <summary>Where the truth values go that say which rows of an output count in losses and metrics. Not in predictions.</summary>
    public Pointer<byte> OutputMask(int output) => new(OutputMasks[output]);

    /// <summary>Gradient of the loss with respect to an output, or, where <see cref="CotangentIsAtLogits"/>, to its logits.</summary>
    public Pointer<float> Cotangent(int output) => new(Cotangents[output]);

    /// <summary>Whether the cotangent of this output enters below its final softmax or sigmoid.</summary>
    public bool CotangentIsAtLogits(int output) => LogitCotangents[output];

    /// <summary>Where the gradient of a weight goes, in the weight's physical layout.</summary>
    public Pointer<float> Gradient(int weight) => new(Gradients[weight]);

    /// <summary>Where the gradient of a weight goes that is named in <see cref="ProgramSignature.RowGradients"/>; null where none is asked
    /// for.</summary>
    public GradientRows RowGradient(int weight) => RowGradients[weight]!;

    /// <summary>What takes the factors of the gradient of a weight that is named in <see cref="ProgramSignature.ProductGradients"/>; null
    /// where none is asked for.</summary>
    public ProductGradient ProductGradient(int weight) => ProductGradients[weight]!;

    /// <summary>Where the gradient of an input goes.</summary>
    public Pointer<float> InputGradient(int input) => new(InputGradients[input]);

    /// <summary>Where a scalar loss term goes.</summary>
    public Pointer<float> LossTerm(int term) => new(LossTerms + term);

    /// <summary>What the run before left of a state.</summary>
    public Pointer<float> State(int state) => States!.Current(state);

    /// <summary>Where a state goes for the next run.</summary>
    public Pointer<float> NextState(int state) => States!.Next(state);

    /// <summary>Whether the steps behind this guard are needed for a gradient that was asked for.</summary>
    public bool Needs(int guard) => Guards[guard];

    /// <summary>Whether this layer is trainable: a frozen batch normalization uses its moving statistics and leaves them.</summary>
    public bool Trains(int layer) => TrainingLayers[layer];
}
