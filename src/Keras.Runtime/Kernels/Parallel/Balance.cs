namespace Keras.Kernels;

/// <summary>What dividing gained and lost of late. Where other programs hold processors, a worker takes time from its caller or lets it wait
/// for a block, and no estimate of work knows that. So measured times decide: after a loss that earlier gains do not make up for, some times
/// as much work stays on its thread until the next trial, and twice as much after each further one, since what is over soon shall cost little
/// and what lasts shall cost next to nothing.</summary>
internal sealed class Balance
{
    // Threads that start and code that is compiled make the first works slow, which says nothing of later ones.
    private long _credit = Cost.MostCredit;
    private long _debt;
    private long _workPerLoss = Cost.LeastWorkPerLoss;

    /// <summary>Whether work may be divided. Work that may not is done on one thread and so counts towards the next trial.</summary>
    /// <param name="nanoseconds">What it takes on one thread.</param>
    internal bool Allows(long nanoseconds)
    {
        if (Volatile.Read(ref _debt) <= 0) return true;
        Interlocked.Add(ref _debt, -nanoseconds);
        return false;
    }

    /// <summary>Notes divided work. One thread at a time.</summary>
    /// <param name="gain">Nanoseconds by which it was faster than on one thread; negative where it was slower.</param>
    internal void Note(long gain)
    {
        long credit = Math.Clamp(_credit + gain, -Cost.MostLoss, Cost.MostCredit);
        if (credit >= 0)
        {
            _credit = credit;
            // More than a processor brings that comes and goes by time slices.
            if (credit > Cost.MostLoss) _workPerLoss = Cost.LeastWorkPerLoss;
            return;
        }
        _credit = Cost.Advance;
        // What the trial lost of its advance counts as well.
        Volatile.Write(ref _debt, (Cost.Advance - credit) * _workPerLoss);
        _workPerLoss = Math.Min(2 * _workPerLoss, Cost.MostWorkPerLoss);
    }
}
