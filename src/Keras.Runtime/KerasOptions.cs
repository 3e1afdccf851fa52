using Keras.Kernels;

namespace Keras;

/// <summary>Settings of the whole process.</summary>
public static class KerasOptions
{
    /// <summary>How many threads at most compute one prediction or training step, that of the caller included. By default 1:
    /// everything is computed on the calling thread.</summary>
    /// <remarks>All models share the other threads: one call at a time has them, calls beside it compute on their own thread alone. What is
    /// computed does not depend on this number, bit for bit. It may change at any time and counts from the next kernel on.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 1 or to more than 256.</exception>
    public static int Threads
    {
        get => Workers.Threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Workers.MostThreads);
            Workers.Threads = value;
        }
    }
}
