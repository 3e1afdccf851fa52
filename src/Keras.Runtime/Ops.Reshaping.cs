using Keras.Hosting;

namespace Keras;

// Functions that reshape.
public static partial class Ops
{
    /// <summary>(batch, ...) to (batch, product of the rest).</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="dataFormat">Channels-first input is brought to channels-last first.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Flatten(KerasTensor x, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null) =>
        throw CompileTime.Error("Ops.Flatten");

    /// <summary>The same elements in another shape.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="targetShape">Shape of a sample, without the batch axis; one length may be −1 and is then computed.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Reshape(KerasTensor x, IReadOnlyList<int> targetShape, string? name = null) =>
        throw CompileTime.Error("Ops.Reshape");
}
