namespace Keras;

/// <summary>Half cosine waves, each longer by one factor and lower by another than the one before.</summary>
/// <param name="initialLearningRate">The learning rate at step 0.</param>
/// <param name="firstDecaySteps">Length of the first wave, at least 1.</param>
/// <param name="tMul">How much longer each wave is than the one before, 2 by default.</param>
/// <param name="mMul">How high each wave starts, as a share of the one before; 1 by default.</param>
/// <param name="alpha">What is left at the end of a wave, as a share.</param>
public sealed class CosineDecayRestarts(float initialLearningRate, long firstDecaySteps, float tMul = 2f, float mMul = 1f, float alpha = 0f) : LearningRateSchedule
{
    private readonly long _firstDecaySteps = Checked(firstDecaySteps);

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var completed = (double)iterations / _firstDecaySteps;
        double wave, done;
        if (tMul == 1f)
        {
            wave = Math.Floor(completed);
            done = completed - wave;
        }
        else
        {
            // Waves before this one are a geometric series: (t^wave − 1)/(t − 1) first lengths.
            wave = Math.Floor(Math.Log(1.0 - completed * (1.0 - tMul)) / Math.Log(tMul));
            done = (completed - (1.0 - Math.Pow(tMul, wave)) / (1.0 - tMul)) / Math.Pow(tMul, wave);
        }
        var cosine = 0.5 * Math.Pow(mMul, wave) * (1.0 + Math.Cos(Math.PI * done));
        return (float)(initialLearningRate * ((1.0 - alpha) * cosine + alpha));
    }
}
