using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>A learning rate that depends on the number of batches seen. Users may derive from it.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>The learning rate for the step after <paramref name="iterations"/> steps (from 0).</summary>
    public abstract float At(long iterations);

    /// <summary>A number of steps that can be divided by.</summary>
    private protected static long Checked(long steps, [CallerArgumentExpression(nameof(steps))] string name = "") =>
        steps >= 1 ? steps : throw new ArgumentOutOfRangeException(name, steps, $"'{name}' must be at least 1.");
}
