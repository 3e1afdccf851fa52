namespace Keras.Kernels;

/// <summary>The direction in which a thread goes through the weights of few rows. No result depends on it.</summary>
internal static class Sweep
{
    [ThreadStatic]
    private static bool t_backwards;

    /// <summary>The other direction than the last time.</summary>
    internal static bool Turn() => t_backwards = !t_backwards;
}
