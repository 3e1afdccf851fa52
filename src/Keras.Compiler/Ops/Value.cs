using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>A value of a program in single-assignment form. Compared by reference.</summary>
/// <param name="id">Number in its program, in order of definition.</param>
/// <param name="type">Shape and element type.</param>
/// <param name="name">What it is to the user, such as <c>dense1</c> or <c>dense1/kernel</c>; buffers are named after it.</param>
public sealed class Value(int id, TensorType type, string name)
{
    public int Id { get; } = id;
    public TensorType Type { get; } = type;
    public Shape Shape => Type.Shape;
    public string Name { get; } = name;

    /// <summary>Such as <c>%3:dense1</c>.</summary>
    public override string ToString() => $"%{Id}:{Name}";
}

/// <summary>One application of an op.</summary>
/// <param name="Op">What.</param>
/// <param name="Operands">To what.</param>
/// <param name="Results">Giving what.</param>
/// <param name="Scope">The call of a layer it belongs to, for comments in emitted code, traces and profiles.</param>
public sealed record Instruction(Op Op, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
{
    public Value Result => Results[0];
}

/// <summary>A call of a layer or operation, as comments and profiles name it.</summary>
/// <param name="Path">Path of the layer, such as <c>vision/conv1</c>.</param>
/// <param name="ClassName">Keras's class name.</param>
/// <param name="Node">Which call of the layer.</param>
/// <param name="Description">Such as <c>Dense (None, 784) -> (None, 64)</c>.</param>
/// <param name="Precision">How close its results must come to exact arithmetic.</param>
/// <param name="Storage">In which format predictions may read its weights.</param>
public sealed record Scope(
    string Path, string ClassName, int Node, string Description, Precision Precision = Precision.Default, WeightStorage Storage = WeightStorage.Float32)
{
    public static Scope None { get; } = new("", "", 0, "");
}

/// <summary>A weight that a program reads or writes.</summary>
/// <param name="Path">Path from the model down, such as <c>vision/conv1/kernel</c>.</param>
/// <param name="Shape">Logical shape.</param>
/// <param name="Layout">How it lies in memory.</param>
/// <param name="Trainable">False for statistics.</param>
public sealed record ProgramWeight(string Path, Shape Shape, WeightLayout Layout, bool Trainable);

/// <summary>A value that the end of a run leaves to the beginning of the next one. It is no weight: it is neither trained nor saved, and each
/// sequence of runs has its own.</summary>
/// <param name="Layer">Path of the layer that it belongs to.</param>
/// <param name="Name">Name within the layer.</param>
/// <param name="Value">The value at the beginning of the run; zero in the first.</param>
/// <param name="Next">The value at its end.</param>
public sealed record ProgramState(string Layer, string Name, Value Value, Value Next);

/// <summary>A program: instructions in order over inputs and weights. The same type serves before and after differentiation.</summary>
/// <param name="Name">The model.</param>
/// <param name="Training">Whether it was lowered for training.</param>
/// <param name="Inputs">One value per input of the model.</param>
/// <param name="Weights">Weights and the values that read them.</param>
/// <param name="Instructions">The forward pass, in order of execution.</param>
/// <param name="Outputs">One value per output of the model.</param>
/// <param name="LossTerms">Scalars that are added to the loss (activity regularizers, divided by the batch size).</param>
/// <param name="StateWrites">New values of non-trainable weights.</param>
/// <param name="Backward">The backward half, or null before differentiation.</param>
public sealed record Program(
    string Name,
    bool Training,
    ImmutableArray<Value> Inputs,
    ImmutableArray<(ProgramWeight Weight, Value Value)> Weights,
    ImmutableArray<Instruction> Instructions,
    ImmutableArray<Value> Outputs,
    ImmutableArray<Value> LossTerms,
    ImmutableArray<StateWrite> StateWrites,
    BackwardProgram? Backward = null)
{
    /// <summary>For each output the truth values, one per row of its last axis, that say which rows count in losses and metrics, or null;
    /// empty where no output has any.</summary>
    public ImmutableArray<Value?> OutputMasks { get; init; } = [];

    /// <summary>What a run takes over from the run before and hands on, in training and in prediction.</summary>
    public ImmutableArray<ProgramState> States { get; init; } = [];

    /// <summary>What layers make, in order of execution, as far as it is computed. It does not leave the program by itself.</summary>
    public ImmutableArray<LayerResult> LayerResults { get; init; } = [];

    /// <summary>Whether what is made of weights alone is kept for all runs between two changes of them: so in predictions. Weights may then be
    /// kept in the format that layers ask for.</summary>
    public bool KeepsPrepared { get; init; }
}

/// <summary>The result of one call of a layer or nested model.</summary>
/// <param name="Path">Path of the layer.</param>
/// <param name="ClassName">Keras's class name.</param>
/// <param name="Node">Which call of the layer, counted over all calls of the models around it.</param>
/// <param name="Index">Which result of the call.</param>
/// <param name="Value">The value.</param>
public sealed record LayerResult(string Path, string ClassName, int Node, int Index, Value Value);

/// <summary>A non-trainable weight gets a new value at the end of a training step's forward pass.</summary>
/// <param name="Weight">Number in <see cref="Program.Weights"/>.</param>
/// <param name="Value">The new value.</param>
/// <param name="Layer">Path of the layer, which must be trainable for the write to happen.</param>
public sealed record StateWrite(int Weight, Value Value, string Layer);

/// <summary>The backward pass of a program.</summary>
/// <param name="Instructions">In order of execution; they may read any value of the forward pass.</param>
/// <param name="Cotangents">One value per output: where the gradient of the loss enters.</param>
/// <param name="LogitCotangents">For an output that ends in softmax or sigmoid: the value where a gradient at the logits enters
/// instead (the backward pass then starts below the activation); else null.</param>
/// <param name="WeightGradients">For each weight of <see cref="Program.Weights"/>, its gradient, or null where none flows.</param>
/// <param name="InputGradients">For each input, its gradient, or null (integers, no path).</param>
public sealed record BackwardProgram(
    ImmutableArray<Instruction> Instructions,
    ImmutableArray<Value> Cotangents,
    ImmutableArray<LogitEntry?> LogitCotangents,
    ImmutableArray<Value?> WeightGradients,
    ImmutableArray<Value?> InputGradients);

/// <summary>The second entry of the backward pass at an output's logits.</summary>
/// <param name="Activation">Softmax or sigmoid.</param>
/// <param name="Logits">The forward value below the activation; fusion may have removed it.</param>
/// <param name="Cotangent">The cotangent of the logits: the activation's adjoint of the output's cotangent, or what the loss hands over.</param>
public sealed record LogitEntry(Activation Activation, Value Logits, Value Cotangent);
