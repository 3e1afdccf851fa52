namespace Keras;

/// <summary>A learning rate that depends on the number of batches seen. Users may derive from it.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>The learning rate for the step after <paramref name="iterations"/> steps (from 0).</summary>
    public abstract float At(long iterations);
}
