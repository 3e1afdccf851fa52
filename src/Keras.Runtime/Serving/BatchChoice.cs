using System.Diagnostics;
using System.Numerics;
using Keras.Kernels;

namespace Keras.Serving;

/// <summary>How to go through a batch, by the times that each way took. Kernels that work on all samples read the weights once for them; in
/// tiles of few samples, what layers hand over to each other stays in the near caches; threads that take samples need no waiting between
/// kernels. Calls race for what is noted here: at worst a slower call follows.</summary>
internal sealed class BatchChoice
{
    /// <summary>Calls of each way before one is chosen; the first also compile code.</summary>
    private const int Trials = 3;

    /// <summary>Whether threads take samples is tried again with 16, 32, 64 calls and so on, then each time so many have passed: other
    /// programs that held the processors in its trials do not decide for ever.</summary>
    private const int Again = 256;

    private Times _whole = new();
    private Times _tiled = new();
    private Times _divided = new();
    private int _threads;

    /// <summary>A way through a batch; all give the same bits.</summary>
    /// <param name="Tiles">Whether samples run in tiles.</param>
    /// <param name="Divides">Whether threads take samples, and not parts of each kernel.</param>
    public readonly record struct Way(bool Tiles, bool Divides);

    /// <summary>What the batch takes if threads do not take samples.</summary>
    public long Nanoseconds => Undivided == long.MaxValue ? 0 : (long)Stopwatch.GetElapsedTime(0, Undivided).TotalNanoseconds;

    private long Undivided => Math.Min(_whole.Best, _tiled.Best);

    private bool TriesAgain => _whole.Count + _tiled.Count + _divided.Count is var calls and >= 16 && (BitOperations.IsPow2(calls) || calls % Again == 0);

    /// <summary>The way of the next call.</summary>
    /// <param name="mayTile">Whether there is more than one tile.</param>
    /// <param name="mayDivide">Whether there are samples enough for several threads.</param>
    public Way Next(bool mayTile, bool mayDivide)
    {
        if (_threads != Workers.Threads)
            (_threads, _whole, _tiled, _divided) = (Workers.Threads, new(), new(), new());
        if (_whole.Count < Trials) return default;
        if (mayTile && _tiled.Count < Trials) return new(Tiles: true, Divides: false);
        var divides = mayDivide && Nanoseconds >= Cost.LeastWorkToWake;
        if (divides && _divided.Count >= Trials) divides = _divided.Best < Undivided != TriesAgain;
        return new(Tiles: _tiled.Best < _whole.Best, divides);
    }

    /// <summary>Notes a call.</summary>
    /// <param name="way">How it went.</param>
    /// <param name="ticks">Its time, by the stopwatch.</param>
    public void Took(Way way, long ticks)
    {
        var times = way.Divides ? _divided : way.Tiles ? _tiled : _whole;
        times.Best = Math.Min(times.Best, ticks);
        times.Count++;
    }

    private sealed class Times
    {
        public long Best = long.MaxValue;
        public int Count;
    }
}
