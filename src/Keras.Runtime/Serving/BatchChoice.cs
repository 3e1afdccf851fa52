using System.Diagnostics;
using Keras.Kernels;

namespace Keras.Serving;

/// <summary>Whether threads take samples of a batch or parts of each kernel, by the times that both took. Samples need no waiting between
/// kernels; kernels read the weights once for all samples. Calls race for what is noted here: at worst a slower call follows.</summary>
internal sealed class BatchChoice
{
    /// <summary>Calls of each kind before one is chosen; the first also compile code.</summary>
    private const int Trials = 3;

    private Times _whole = new();
    private Times _divided = new();
    private int _threads;

    /// <summary>Whether threads take samples in the next call.</summary>
    public bool DividesBatch
    {
        get
        {
            if (_threads != Workers.Threads)
                (_threads, _whole, _divided) = (Workers.Threads, new(), new());
            if (_whole.Count < Trials || Nanoseconds < Cost.LeastWorkToWake) return false;
            return _divided.Count < Trials || _divided.Best < _whole.Best;
        }
    }

    /// <summary>What the batch takes without dividing samples.</summary>
    public long Nanoseconds => _whole.Best == long.MaxValue ? 0 : _whole.Best * 1_000_000_000 / Stopwatch.Frequency;

    /// <summary>Notes a call.</summary>
    /// <param name="divided">Whether threads took samples.</param>
    /// <param name="ticks">Its time, by the stopwatch.</param>
    public void Took(bool divided, long ticks)
    {
        var times = divided ? _divided : _whole;
        times.Best = Math.Min(times.Best, ticks);
        times.Count++;
    }

    private sealed class Times
    {
        public long Best = long.MaxValue;
        public int Count;
    }
}
