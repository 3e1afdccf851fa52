using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>The code that the compiler emitted for one model: straight-line methods that call kernels. The runtime knows a model only
/// through this class.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelProgram
{
    /// <summary>Inputs, outputs, loss terms and gradient guards of the program.</summary>
    public abstract ProgramSignature Signature { get; }

    /// <summary>Writes the byte offset of each buffer of <paramref name="phase"/>'s arena for these sizes.</summary>
    /// <returns>The arena's size in bytes.</returns>
    public abstract long Plan(Phase phase, long batch, ReadOnlySpan<long> axes, Span<long> offsets);

    /// <summary>Length of an output axis whose signature says <see cref="Axis.None"/>: it depends on several unknown axes. Programs with such
    /// outputs override it.</summary>
    /// <param name="output">Number of the output.</param>
    /// <param name="axis">Axis of its shape without the batch axis.</param>
    /// <param name="axes">Lengths of the unknown axes.</param>
    public virtual long OutputLength(int output, int axis, ReadOnlySpan<long> axes) =>
        throw new InvalidOperationException($"Output {output} of {GetType()} has no rule for the length of axis {axis}.");

    /// <summary>From weights to what <see cref="Infer"/> reads in their place. Programs whose signature has a
    /// <see cref="ProgramSignature.Preparation"/> override it; it runs once per version of the weights.</summary>
    public virtual void Prepare(Frame frame)
    {
    }

    /// <summary>Prediction: inputs to outputs, nothing else.</summary>
    public abstract void Infer(Frame frame);

    /// <summary>Outputs and loss terms in inference mode. Models without loss terms predict.</summary>
    public virtual void Evaluate(Frame frame) => Infer(frame);

    /// <summary>Outputs and loss terms in training mode; keeps in the arena what <see cref="Backward"/> needs.</summary>
    public abstract void Forward(Frame frame);

    /// <summary>From the cotangents of the outputs to the gradients that the frame's guards ask for.</summary>
    public abstract void Backward(Frame frame);
}

/// <summary>What a frame is planned for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Phase
{
    /// <summary><see cref="ModelProgram.Infer"/>.</summary>
    Infer,
    /// <summary><see cref="ModelProgram.Evaluate"/>.</summary>
    Evaluate,
    /// <summary><see cref="ModelProgram.Forward"/> followed by <see cref="ModelProgram.Backward"/>.</summary>
    Train,
    /// <summary><see cref="ModelProgram.Prepare"/>; only programs that have it know this phase.</summary>
    Prepare,
}
