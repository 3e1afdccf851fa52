using Keras.Hosting;

namespace Keras.Serving;

/// <summary>Where the buffers of one phase lie for one batch size and one length of each unknown axis.</summary>
internal sealed record Plan(long Batch, long[] Axes, long[] Offsets, long Bytes)
{
    private BatchChoice? _choice;

    /// <summary>How to divide its work among threads. Calls may race for the first one, as they do for what is noted in it.</summary>
    public BatchChoice Choice => _choice ??= new();

    public bool Fits(long batch, ReadOnlySpan<long> axes)
    {
        if (Batch != batch) return false;
        // Not SequenceEqual: most models have none, and it would be compiled for nothing at the first prediction.
        for (var i = 0; i < axes.Length; i++)
            if (axes[i] != Axes[i]) return false;
        return true;
    }
}

/// <summary>Remembers the plans of one phase, so that a call of known sizes plans nothing and allocates nothing.</summary>
internal sealed class PlanCache(ModelProgram program, Phase phase)
{
    private const int Capacity = 32;
    private readonly Lock _growing = new();
    private volatile Plan[] _plans = [];

    public Plan For(long batch, ReadOnlySpan<long> axes)
    {
        foreach (var plan in _plans)
            if (plan.Fits(batch, axes)) return plan;
        return Add(batch, axes);
    }

    private Plan Add(long batch, ReadOnlySpan<long> axes)
    {
        var offsets = new long[program.Signature.Slots[(int)phase]];
        var bytes = program.Plan(phase, batch, axes, offsets);
        var plan = new Plan(batch, axes.ToArray(), offsets, bytes);
        lock (_growing) _plans = [plan, .. _plans.AsSpan(0, Math.Min(_plans.Length, Capacity - 1))];
        return plan;
    }
}
