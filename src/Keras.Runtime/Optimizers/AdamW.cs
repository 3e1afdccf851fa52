namespace Keras;

/// <summary><see cref="Adam"/> with decoupled weight decay, 0.004 by default: before each step w −= w·decay·lr
/// (https://keras.io/api/optimizers/adamw/).</summary>
public sealed class AdamW : Adam
{
    private const string KerasName = "adam_w";

    /// <param name="learningRate">Step size, 0.001 by default.</param>
    /// <param name="weightDecay">Share of each weight, times the learning rate, that it loses per step; 0.004 by default.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean square that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Added to the root, 1e-7 by default.</param>
    /// <param name="amsgrad">Whether the largest mean square so far is divided by.</param>
    public AdamW(
        float learningRate = 0.001f, float weightDecay = 0.004f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f, bool amsgrad = false)
        : base(KerasName, learningRate, beta1, beta2, epsilon, amsgrad) => WeightDecay = weightDecay;

    /// <param name="learningRate">Step size as a function of the number of steps done.</param>
    /// <param name="weightDecay">Share of each weight, times the learning rate, that it loses per step; 0.004 by default.</param>
    /// <param name="beta1">Share of the mean gradient that is kept, 0.9 by default.</param>
    /// <param name="beta2">Share of the mean square that is kept, 0.999 by default.</param>
    /// <param name="epsilon">Added to the root, 1e-7 by default.</param>
    /// <param name="amsgrad">Whether the largest mean square so far is divided by.</param>
    public AdamW(
        LearningRateSchedule learningRate, float weightDecay = 0.004f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f, bool amsgrad = false)
        : base(KerasName, learningRate, beta1, beta2, epsilon, amsgrad) => WeightDecay = weightDecay;
}
