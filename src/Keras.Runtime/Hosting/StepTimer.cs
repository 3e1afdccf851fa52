using System.ComponentModel;
using System.Diagnostics;

namespace Keras.Hosting;

/// <summary>Takes the time of each step of a program.</summary>
/// <param name="steps">Number of steps.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepTimer(int steps)
{
    private readonly long[] _ticks = new long[steps];
    private long _last;

    /// <summary>A run of the program begins.</summary>
    public void Begin() => _last = Stopwatch.GetTimestamp();

    /// <summary>A step has ended; the next one begins.</summary>
    /// <param name="step">Its number.</param>
    public void End(int step)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[step] += now - _last;
        _last = now;
    }

    /// <summary>Forgets the times.</summary>
    internal void Reset() => Array.Clear(_ticks);

    /// <summary>The time that a step has taken since the last <see cref="Reset"/>.</summary>
    internal TimeSpan this[int step] => Stopwatch.GetElapsedTime(0, _ticks[step]);
}
