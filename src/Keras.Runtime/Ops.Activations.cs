using Keras.Hosting;

namespace Keras;

// The activation functions without arguments (https://keras.io/api/layers/activations/).
public static partial class Ops
{
    /// <summary>x.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Linear(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Linear");

    /// <summary>min(max(x, 0), 6).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Relu6(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Relu6");

    /// <summary>1.05070098·(x where x &gt; 0, else 1.67326324·(exp(x) − 1)).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Selu(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Selu");

    /// <summary>ln(1 + exp(x)).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Softplus(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Softplus");

    /// <summary>x / (1 + |x|).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Softsign(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Softsign");

    /// <summary>0 below −1, x above 1, (x + 1)²/4 between.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor SparsePlus(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.SparsePlus");

    /// <summary>x·sigmoid(x), also called swish.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Silu(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Silu");

    /// <summary>tanh(x).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Tanh(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Tanh");

    /// <summary>x − tanh(x).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor TanhShrink(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.TanhShrink");

    /// <summary>min(max(x, −1), 1).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor HardTanh(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.HardTanh");

    /// <summary>1 / (1 + exp(−x)).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Sigmoid(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Sigmoid");

    /// <summary>exp(x).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Exponential(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Exponential");

    /// <summary>min(max(x/6 + 1/2, 0), 1).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor HardSigmoid(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.HardSigmoid");

    /// <summary>ln(sigmoid(x)).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor LogSigmoid(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.LogSigmoid");

    /// <summary>min(max((x + 1)/2, 0), 1).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor SparseSigmoid(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.SparseSigmoid");

    /// <summary>x·hard_sigmoid(x), also called hard swish.</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor HardSilu(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.HardSilu");

    /// <summary>x·tanh(softplus(x)).</summary>
    /// <param name="x">Float32, any shape; the result has the same.</param>
    /// <param name="name">Keras name of the operation; numbered by its kind when left out.</param>
    public static KerasTensor Mish(KerasTensor x, string? name = null) =>
        throw CompileTime.Error("Ops.Mish");
}
