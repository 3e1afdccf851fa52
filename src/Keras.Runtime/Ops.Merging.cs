using Keras.Hosting;

namespace Keras;

// The merging functions (https://keras.io/api/layers/merging_layers/).
public static partial class Ops
{
    /// <summary>Joins tensors along an axis; all other axes are equal.</summary>
    /// <param name="inputs">The tensors in order.</param>
    /// <param name="axis">The axis to join along.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Concatenate(IReadOnlyList<KerasTensor> inputs, int axis = -1, string? name = null) =>
        throw CompileTime.Error("Ops.Concatenate");

    /// <summary>Element-wise sum: a + b + ....</summary>
    /// <param name="inputs">One or more tensors; axes equal or of length 1, lower ranks get axes after the batch axis.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Add(IReadOnlyList<KerasTensor> inputs, string? name = null) =>
        throw CompileTime.Error("Ops.Add");

    /// <summary>Element-wise sum of two tensors.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second; axes equal or of length 1.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Add(KerasTensor left, KerasTensor right, string? name = null) =>
        throw CompileTime.Error("Ops.Add");

    /// <summary>Element-wise difference of two tensors.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second; axes equal or of length 1.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Subtract(KerasTensor left, KerasTensor right, string? name = null) =>
        throw CompileTime.Error("Ops.Subtract");

    /// <summary>Element-wise product: a·b·....</summary>
    /// <param name="inputs">One or more tensors; axes equal or of length 1, lower ranks get axes after the batch axis.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Multiply(IReadOnlyList<KerasTensor> inputs, string? name = null) =>
        throw CompileTime.Error("Ops.Multiply");

    /// <summary>Element-wise product of two tensors.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second; axes equal or of length 1.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Multiply(KerasTensor left, KerasTensor right, string? name = null) =>
        throw CompileTime.Error("Ops.Multiply");

    /// <summary>Element-wise mean: (a + b + ...)/n.</summary>
    /// <param name="inputs">One or more tensors; axes equal or of length 1, lower ranks get axes after the batch axis.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Average(IReadOnlyList<KerasTensor> inputs, string? name = null) =>
        throw CompileTime.Error("Ops.Average");

    /// <summary>Element-wise mean of two tensors.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second; axes equal or of length 1.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Average(KerasTensor left, KerasTensor right, string? name = null) =>
        throw CompileTime.Error("Ops.Average");

    /// <summary>Element-wise maximum: max(a, b, ...).</summary>
    /// <param name="inputs">One or more tensors; axes equal or of length 1, lower ranks get axes after the batch axis.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Maximum(IReadOnlyList<KerasTensor> inputs, string? name = null) =>
        throw CompileTime.Error("Ops.Maximum");

    /// <summary>Element-wise maximum of two tensors.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second; axes equal or of length 1.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Maximum(KerasTensor left, KerasTensor right, string? name = null) =>
        throw CompileTime.Error("Ops.Maximum");

    /// <summary>Element-wise minimum: min(a, b, ...).</summary>
    /// <param name="inputs">One or more tensors; axes equal or of length 1, lower ranks get axes after the batch axis.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Minimum(IReadOnlyList<KerasTensor> inputs, string? name = null) =>
        throw CompileTime.Error("Ops.Minimum");

    /// <summary>Element-wise minimum of two tensors.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second; axes equal or of length 1.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Minimum(KerasTensor left, KerasTensor right, string? name = null) =>
        throw CompileTime.Error("Ops.Minimum");

    /// <summary>Element-wise difference: a − b.</summary>
    /// <param name="inputs">Exactly two tensors.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Subtract(IReadOnlyList<KerasTensor> inputs, string? name = null) =>
        throw CompileTime.Error("Ops.Subtract");

    /// <summary>Element-wise quotient of two tensors.</summary>
    /// <param name="left">Numerator.</param>
    /// <param name="right">Denominator; axes equal or of length 1.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Divide(KerasTensor left, KerasTensor right, string? name = null) =>
        throw CompileTime.Error("Ops.Divide");

    /// <summary>For each sample, sums of products along one axis of both: (batch, rest of the first, rest of the second).</summary>
    /// <param name="inputs">Exactly two float32 tensors (batch, ...).</param>
    /// <param name="axes">The axis, the batch axis being 0; negative ones count from the end.</param>
    /// <param name="normalize">Whether both are brought to length 1 along the axis first, so that two vectors give their cosine.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Dot(IReadOnlyList<KerasTensor> inputs, int axes, bool normalize = false, string? name = null) =>
        throw CompileTime.Error("Ops.Dot");

    /// <summary>For each sample, sums of products along an axis of each: (batch, rest of the first, rest of the second).</summary>
    /// <param name="inputs">Exactly two float32 tensors (batch, ...).</param>
    /// <param name="axes">One axis of the first and one of the second, the batch axis being 0; negative ones count from the end.</param>
    /// <param name="normalize">Whether both are brought to length 1 along their axis first, so that two vectors give their cosine.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Dot(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<int> axes, bool normalize = false, string? name = null) =>
        throw CompileTime.Error("Ops.Dot");
}
