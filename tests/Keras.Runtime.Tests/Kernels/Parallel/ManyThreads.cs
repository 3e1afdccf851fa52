using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Tests that set how many threads compute follow each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class ThreadsCollection
{
    internal const string Name = "Threads";
}

/// <summary>While it lives, so many threads compute, and even the smallest work is divided, whatever it costs.</summary>
internal sealed class ManyThreads : IDisposable
{
    private readonly int _threads = KerasOptions.Threads;
    private readonly (long, long, long, long, long, bool) _cost =
        (Cost.LeastWork, Cost.LeastWorkToWake, Cost.Block, Cost.LeastWorkPerLoss, Cost.MostWorkPerLoss, Cost.SparesCaller);

    private static readonly object s_turn = new();

    internal ManyThreads(int threads)
    {
        Assert.True(Monitor.TryEnter(s_turn), "Tests with many threads belong into the collection, or undo each other's settings.");
        KerasOptions.Threads = threads;
        (Cost.LeastWork, Cost.LeastWorkToWake, Cost.Block, Cost.LeastWorkPerLoss, Cost.MostWorkPerLoss, Cost.SparesCaller) =
            (0, 0, 1, 0, 0, false);
        Workers.ForgetBalance();
    }

    public void Dispose()
    {
        (Cost.LeastWork, Cost.LeastWorkToWake, Cost.Block, Cost.LeastWorkPerLoss, Cost.MostWorkPerLoss, Cost.SparesCaller) = _cost;
        Workers.ForgetBalance();
        KerasOptions.Threads = _threads;
        Monitor.Exit(s_turn);
    }
}
