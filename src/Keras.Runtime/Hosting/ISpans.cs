using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>The inputs of a prediction as plain spans; implemented by the emitted <c>InputSpans</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IInputSpans
{
    /// <summary>The memory of the input with this number.</summary>
    ReadOnlySpan<byte> Bytes(int input);
}

/// <summary>Where the outputs of a prediction go, as plain spans; implemented by the emitted <c>OutputSpans</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOutputSpans
{
    /// <summary>The memory of the output with this number.</summary>
    Span<byte> Bytes(int output);
}
