using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Tests that set how many threads compute follow each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class ThreadsCollection
{
    internal const string Name = "Threads";
}

/// <summary>While it lives, so many threads compute, and even the smallest work is divided.</summary>
internal sealed class ManyThreads : IDisposable
{
    private readonly int _threads = KerasOptions.Threads;
    private readonly (long, long, long) _cost = (Cost.LeastWork, Cost.LeastWorkToWake, Cost.Block);

    internal ManyThreads(int threads)
    {
        KerasOptions.Threads = threads;
        (Cost.LeastWork, Cost.LeastWorkToWake, Cost.Block) = (0, 0, 1);
    }

    public void Dispose()
    {
        (Cost.LeastWork, Cost.LeastWorkToWake, Cost.Block) = _cost;
        KerasOptions.Threads = _threads;
    }
}
