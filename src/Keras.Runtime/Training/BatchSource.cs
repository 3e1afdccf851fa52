using Keras.Hosting;

namespace Keras.Training;

/// <summary>Where the batches of an epoch come from.</summary>
internal abstract class BatchSource : IDisposable
{
    /// <summary>Batches per epoch; null where the stream decides.</summary>
    public abstract int? Steps { get; }

    /// <summary>Starts an epoch.</summary>
    public abstract void Begin();

    /// <summary>Stages the next batch; false at the end of the epoch.</summary>
    public abstract bool Next(StagedBatch batch);

    public abstract void Dispose();
}

/// <summary>Batches of samples that lie in memory.</summary>
/// <param name="data">The samples.</param>
/// <param name="first">The first sample to take.</param>
/// <param name="count">How many to take.</param>
/// <param name="batchSize">Samples per batch; the last one may have fewer.</param>
/// <param name="maximum">Batches after which an epoch ends early.</param>
/// <param name="nextSeed">Gives each epoch the seed of its order; null keeps the order.</param>
internal sealed class MemorySource(DataSet data, int first, int count, int batchSize, int? maximum = null, Func<ulong>? nextSeed = null) : BatchSource
{
    private readonly int[] _rows = Shuffle.Ascending(count);
    private readonly int[] _picked = new int[Math.Min(batchSize, count)];
    private int _position;
    private int _batches;

    public override int? Steps => Math.Min((count + batchSize - 1) / batchSize, maximum ?? int.MaxValue);

    public override void Begin()
    {
        (_position, _batches) = (0, 0);
        if (nextSeed is not null) Shuffle.Apply(_rows, nextSeed());
    }

    public override bool Next(StagedBatch batch)
    {
        if (_position >= count || _batches >= Steps) return false;
        var size = Math.Min(batchSize, count - _position);
        for (var i = 0; i < size; i++) _picked[i] = first + _rows[_position + i];
        data.Gather(_picked.AsSpan(0, size), batch);
        _position += size;
        _batches++;
        return true;
    }

    public override void Dispose()
    {
    }
}

/// <summary>Batches of a stream.</summary>
/// <param name="batches">Read anew for each epoch, or, where <paramref name="steps"/> is given, on from epoch to epoch.</param>
/// <param name="steps">Batches per epoch.</param>
/// <param name="stage">Checks a batch and stages it.</param>
internal sealed class StreamSource(IEnumerable<BatchData> batches, int? steps, Action<BatchData, StagedBatch> stage) : BatchSource
{
    private IEnumerator<BatchData>? _stream;
    private int _batches;

    public override int? Steps => steps;

    public override void Begin()
    {
        _batches = 0;
        if (steps is null) Restart();
        _stream ??= batches.GetEnumerator();
    }

    public override bool Next(StagedBatch batch)
    {
        if (_batches == steps) return false;
        if (!_stream!.MoveNext())
        {
            // A stream that ends within a counted epoch begins again; an empty one ends the epoch.
            if (steps is null || !Restart().MoveNext()) return false;
        }
        stage(_stream.Current, batch);
        _batches++;
        return true;
    }

    public override void Dispose() => _stream?.Dispose();

    private IEnumerator<BatchData> Restart()
    {
        _stream?.Dispose();
        return _stream = batches.GetEnumerator();
    }
}
