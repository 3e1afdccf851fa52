namespace Keras;

/// <summary>From the initial rate to the end rate in n steps: (lr − end)·(1 − s/n)^power + end.</summary>
/// <param name="initialLearningRate">The learning rate at step 0.</param>
/// <param name="decaySteps">The number of steps n, at least 1.</param>
/// <param name="endLearningRate">The rate at the end, 0.0001 by default.</param>
/// <param name="power">The power, 1 by default.</param>
/// <param name="cycle">Whether, past the end, n grows to the next multiple of itself instead of the rate staying.</param>
public sealed class PolynomialDecay(float initialLearningRate, long decaySteps, float endLearningRate = 0.0001f, float power = 1f, bool cycle = false) : LearningRateSchedule
{
    private readonly long _decaySteps = Checked(decaySteps);

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var length = (double)_decaySteps;
        if (cycle) length *= iterations == 0 ? 1.0 : Math.Ceiling(iterations / length);
        var done = Math.Min(iterations, length) / length;
        return (float)((initialLearningRate - endLearningRate) * Math.Pow(1.0 - done, power) + endLearningRate);
    }
}
