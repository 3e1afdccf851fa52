namespace Keras;

/// <summary>lr·rate^(s/n) after s steps.</summary>
/// <param name="initialLearningRate">The learning rate at step 0.</param>
/// <param name="decaySteps">The number of steps n, at least 1.</param>
/// <param name="decayRate">The factor that n steps bring.</param>
/// <param name="staircase">Whether s/n is rounded down.</param>
public sealed class ExponentialDecay(float initialLearningRate, long decaySteps, float decayRate, bool staircase = false) : LearningRateSchedule
{
    private readonly long _decaySteps = Checked(decaySteps);

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var periods = (double)iterations / _decaySteps;
        return (float)(initialLearningRate * Math.Pow(decayRate, staircase ? Math.Floor(periods) : periods));
    }
}
