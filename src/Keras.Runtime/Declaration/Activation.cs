namespace Keras;

/// <summary>Keras's activation functions (https://keras.io/api/layers/activations/). <see cref="Linear"/> is Keras's None.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    Linear,
    /// <summary>max(x, 0).</summary>
    Relu,
    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,
    /// <summary>x where x &gt; 0, else 0.2·x.</summary>
    LeakyRelu,
    /// <summary>x where x &gt; 0, else exp(x) − 1.</summary>
    Elu,
    /// <summary>1.05070098·(x where x &gt; 0, else 1.67326324·(exp(x) − 1)).</summary>
    Selu,
    /// <summary>max(x, 0) + min(0, exp(x) − 1).</summary>
    Celu,
    /// <summary>ln(1 + exp(x)).</summary>
    Softplus,
    /// <summary>x / (1 + |x|).</summary>
    Softsign,
    /// <summary>x moved towards zero by 0.5, zero within.</summary>
    SoftShrink,
    /// <summary>x where |x| &gt; 0.5, else 0.</summary>
    HardShrink,
    /// <summary>0 below −1, x above 1, (x + 1)²/4 between.</summary>
    SparsePlus,
    /// <summary>x·sigmoid(x), also called swish.</summary>
    Silu,
    /// <summary>(x + √(x² + 4))/2.</summary>
    Squareplus,
    /// <summary>x·Φ(x) in the form with erf.</summary>
    Gelu,
    /// <summary>tanh(x).</summary>
    Tanh,
    /// <summary>x − tanh(x).</summary>
    TanhShrink,
    /// <summary>min(max(x, −1), 1).</summary>
    HardTanh,
    /// <summary>1 / (1 + exp(−x)).</summary>
    Sigmoid,
    /// <summary>exp(x).</summary>
    Exponential,
    /// <summary>min(max(x/6 + 1/2, 0), 1).</summary>
    HardSigmoid,
    /// <summary>ln(sigmoid(x)).</summary>
    LogSigmoid,
    /// <summary>min(max((x + 1)/2, 0), 1).</summary>
    SparseSigmoid,
    /// <summary>x·hard_sigmoid(x), also called hard swish.</summary>
    HardSilu,
    /// <summary>x·tanh(softplus(x)).</summary>
    Mish,
    /// <summary>exp(x) / Σ exp(x) over the last axis.</summary>
    Softmax,
    /// <summary>x − ln Σ exp(x) over the last axis.</summary>
    LogSoftmax,
    /// <summary>Euclidean projection of the last axis onto the probability simplex.</summary>
    Sparsemax,
    /// <summary>Gated linear unit: first half of the last axis times sigmoid of the second half.</summary>
    Glu,
}
