using Keras.Hosting;

namespace Keras;

// The activation functions with arguments (https://keras.io/api/layers/activations/).
public static partial class Ops
{
    /// <summary>x between threshold and maxValue; negativeSlope·(x − threshold) below; maxValue above.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="negativeSlope">Slope below the threshold.</param>
    /// <param name="maxValue">Upper limit, none by default.</param>
    /// <param name="threshold">Values below it are damped.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Relu(KerasTensor x, double negativeSlope = 0, double? maxValue = null, double threshold = 0, string? name = null) =>
        throw CompileTime.Error("Ops.Relu");

    /// <summary>x where x &gt; 0, else negativeSlope·x.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="negativeSlope">Slope below zero.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor LeakyRelu(KerasTensor x, double negativeSlope = 0.2, string? name = null) =>
        throw CompileTime.Error("Ops.LeakyRelu");

    /// <summary>x where x &gt; 0, else alpha·(exp(x) − 1).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="alpha">Limit below zero.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Elu(KerasTensor x, double alpha = 1, string? name = null) =>
        throw CompileTime.Error("Ops.Elu");

    /// <summary>max(x, 0) + min(0, alpha·(exp(x/alpha) − 1)).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="alpha">Limit below zero.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Celu(KerasTensor x, double alpha = 1, string? name = null) =>
        throw CompileTime.Error("Ops.Celu");

    /// <summary>x·Φ(x), Φ being the normal distribution function.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="approximate">Uses the form with tanh instead of the one with erf.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Gelu(KerasTensor x, bool approximate = false, string? name = null) =>
        throw CompileTime.Error("Ops.Gelu");

    /// <summary>(x + √(x² + b))/2.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="b">Smoothness at zero.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Squareplus(KerasTensor x, double b = 4, string? name = null) =>
        throw CompileTime.Error("Ops.Squareplus");

    /// <summary>x moved towards zero by the threshold, zero within.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="threshold">Half the width of the zero zone.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor SoftShrink(KerasTensor x, double threshold = 0.5, string? name = null) =>
        throw CompileTime.Error("Ops.SoftShrink");

    /// <summary>x where |x| &gt; threshold, else 0.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="threshold">Half the width of the zero zone.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor HardShrink(KerasTensor x, double threshold = 0.5, string? name = null) =>
        throw CompileTime.Error("Ops.HardShrink");

    /// <summary>x where x &gt; threshold, else defaultValue.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="threshold">Limit.</param>
    /// <param name="defaultValue">Value at and below the limit.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Threshold(KerasTensor x, double threshold, double defaultValue, string? name = null) =>
        throw CompileTime.Error("Ops.Threshold");

    /// <summary>exp(x) / Σ exp(x) along an axis.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="axis">The axis to sum over.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Softmax(KerasTensor x, int axis = -1, string? name = null) =>
        throw CompileTime.Error("Ops.Softmax");

    /// <summary>x − ln Σ exp(x) along an axis.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="axis">The axis to sum over.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor LogSoftmax(KerasTensor x, int axis = -1, string? name = null) =>
        throw CompileTime.Error("Ops.LogSoftmax");

    /// <summary>Euclidean projection of the last axis onto the probability simplex.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Sparsemax(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Sparsemax");

    /// <summary>First half of an axis times sigmoid of its second half.</summary>
    /// <param name="x">Float32; the axis has an even length, which the result halves.</param>
    /// <param name="axis">The axis to split.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Glu(KerasTensor x, int axis = -1, string? name = null) =>
        throw CompileTime.Error("Ops.Glu");
}
