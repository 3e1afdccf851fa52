namespace Keras;

/// <summary>Half a cosine wave from the initial rate (or, with warm-up, from its target) down to alpha times it in n steps; before that, with
/// warm-up, a straight line from the initial rate to the target.</summary>
/// <param name="initialLearningRate">The learning rate at step 0.</param>
/// <param name="decaySteps">The number of steps n, at least 1.</param>
/// <param name="alpha">What is left at the end, as a share.</param>
/// <param name="warmupTarget">The rate that warm-up leads to; null for no warm-up.</param>
/// <param name="warmupSteps">Steps of the warm-up.</param>
public sealed class CosineDecay(float initialLearningRate, long decaySteps, float alpha = 0f, float? warmupTarget = null, long warmupSteps = 0) : LearningRateSchedule
{
    private readonly long _decaySteps = Checked(decaySteps);

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        if (warmupTarget is not { } target) return Decayed(iterations, initialLearningRate);
        return iterations < warmupSteps
            ? (float)((target - initialLearningRate) * ((double)iterations / warmupSteps) + initialLearningRate)
            : Decayed(iterations - warmupSteps, target);
    }

    private float Decayed(long step, float from)
    {
        var done = (double)Math.Min(step, _decaySteps) / _decaySteps;
        var cosine = 0.5 * (1.0 + Math.Cos(Math.PI * done));
        return (float)(from * ((1.0 - alpha) * cosine + alpha));
    }
}
