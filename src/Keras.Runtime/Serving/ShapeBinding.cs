using Keras.Hosting;

namespace Keras.Serving;

/// <summary>Checks given shapes against a signature and finds the lengths of the unknown axes. An axis that is not yet known is −1.</summary>
internal static class ShapeBinding
{
    public const long Unknown = -1;

    /// <summary>Makes all axes unknown.</summary>
    public static void Forget(Span<long> axes)
    {
        // Not Span.Fill: most models have none, and its vector code would be compiled for nothing at the first prediction.
        for (var i = 0; i < axes.Length; i++) axes[i] = Unknown;
    }

    /// <summary>Checks one tensor and binds the unknown axes in its shape.</summary>
    /// <param name="signature">What the model expects.</param>
    /// <param name="names">Names of the unknown axes.</param>
    /// <param name="lengths">Lengths of the tensor, batch axis first.</param>
    /// <param name="axes">Lengths of the unknown axes.</param>
    /// <param name="role">Such as <c>Input</c>.</param>
    /// <returns>The batch size.</returns>
    public static long Bind(TensorSignature signature, string[] names, ReadOnlySpan<nint> lengths, Span<long> axes, string role)
    {
        var sample = signature.Shape;
        // As in Keras, a last axis of length 1 may be left out or added.
        var expected = sample.Length + 1;
        var squeezed = lengths.Length == expected - 1 && sample.Length > 0 && sample[^1] == 1;
        var expanded = lengths.Length == expected + 1 && lengths[^1] == 1;
        if (lengths.Length == 0 || (lengths.Length != expected && !squeezed && !expanded)) throw Mismatch(signature, lengths, role);
        for (var axis = 0; axis < Math.Min(sample.Length, lengths.Length - 1); axis++)
        {
            var wanted = sample[axis];
            var found = lengths[axis + 1];
            if (wanted == Axis.None) continue;
            if (wanted >= 0)
            {
                if (wanted != found) throw Mismatch(signature, lengths, role);
                continue;
            }
            ref var bound = ref axes[-1 - wanted];
            if (bound != Unknown && bound != found) throw Disagreement(signature, names[-1 - wanted], bound, found, role);
            bound = found;
        }
        if (signature.BatchSize > 0 && lengths[0] % signature.BatchSize != 0)
            throw new ArgumentException(
                $"{role} \"{signature.Name}\" has the fixed batch size {signature.BatchSize}; {lengths[0]} samples are no multiple of it.");
        return lengths[0];
    }

    /// <summary>Checks the length of plain data for a batch and binds at most one unknown axis by it.</summary>
    public static void Bind(TensorSignature signature, string[] names, long elements, long batch, Span<long> axes, string role)
    {
        var known = batch;
        var open = 0;
        foreach (var length in signature.Shape)
        {
            if (length >= 0) known *= length;
            else if (length != Axis.None && axes[-1 - length] != Unknown) known *= axes[-1 - length];
            else if (open == 0) open = length;
            else
                throw new ArgumentException(
                    $"{role} \"{signature.Name}\" of shape {Text(signature)} has several axes of unknown length, which plain spans cannot tell: use tensors.");
        }
        if (open == 0)
        {
            if (elements != known)
                throw new ArgumentException(
                    $"{role} \"{signature.Name}\" of shape {Text(signature)} holds {elements} values; a batch of {batch} has {known}.");
            return;
        }
        if (known == 0 || elements % known != 0)
            throw new ArgumentException(
                $"{role} \"{signature.Name}\" of shape {Text(signature)} holds {elements} values, which is no multiple of the {known} that " +
                $"a batch of {batch} has per step of its unknown axis.");
        if (open != Axis.None) axes[-1 - open] = elements / known;
    }

    /// <summary>Number of elements of one sample.</summary>
    public static long SampleSize(ModelProgram program, TensorSignature signature, int output, ReadOnlySpan<long> axes)
    {
        var size = 1L;
        for (var axis = 0; axis < signature.Shape.Length; axis++) size *= Length(program, signature, output, axis, axes);
        return size;
    }

    /// <summary>Length of an axis of an output (or of an input, whose number is then −1).</summary>
    public static long Length(ModelProgram program, TensorSignature signature, int output, int axis, ReadOnlySpan<long> axes)
    {
        var length = signature.Shape[axis];
        if (length == Axis.None) return program.OutputLength(output, axis, axes);
        return length >= 0 ? length : axes[-1 - length];
    }

    /// <summary>The shape with the batch axis, as Keras prints it.</summary>
    public static TensorShape Text(TensorSignature signature) =>
        new([signature.BatchSize > 0 ? signature.BatchSize : Axis.None, .. signature.Shape.Select(length => length < 0 ? Axis.None : length)]);

    /// <summary>The error of a tensor whose shape does not fit.</summary>
    public static ArgumentException Mismatch(TensorSignature signature, ReadOnlySpan<nint> lengths, string role) =>
        new($"{role} \"{signature.Name}\" expects shape {Text(signature)}, but received data of shape {Text(lengths)}.");

    /// <summary>Lengths as Keras prints them.</summary>
    public static TensorShape Text(ReadOnlySpan<nint> lengths)
    {
        var numbers = new int[lengths.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = checked((int)lengths[i]);
        return new(numbers);
    }

    private static ArgumentException Disagreement(TensorSignature signature, string axis, long bound, long found, string role) =>
        new($"{role} \"{signature.Name}\" of shape {Text(signature)} has length {found} at its unknown axis {axis}, " +
            $"which another input has bound to {bound}; the model needs them equal.");
}
