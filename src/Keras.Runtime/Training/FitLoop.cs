using Keras.Hosting;

namespace Keras.Training;

/// <summary>The loops over epochs and batches.</summary>
internal static class FitLoop
{
    /// <summary>Trains on a source.</summary>
    public static History Run(FitSession session, BatchSource source, StagedBatch batch)
    {
        session.Begin();
        while (session.BeginEpoch())
        {
            source.Begin();
            while (source.Next(batch) && session.Step(batch))
            {
            }
            session.EndEpoch();
        }
        return session.End();
    }

    /// <summary>Trains on an asynchronous stream.</summary>
    public static async Task<History> RunAsync<TBatch>(
        FitSession session, IAsyncEnumerable<TBatch> batches, Func<TBatch, BatchData> convert, int? steps,
        Action<BatchData, StagedBatch> stage, StagedBatch batch, CancellationToken cancellation)
    {
        session.Begin();
        var stream = batches.GetAsyncEnumerator(cancellation);
        try
        {
            var isFirst = true;
            while (session.BeginEpoch())
            {
                if (steps is null && !isFirst) await Restart().ConfigureAwait(false);
                isFirst = false;
                for (var step = 0; step != steps; step++)
                {
                    if (!await stream.MoveNextAsync().ConfigureAwait(false))
                    {
                        // A stream that ends within a counted epoch begins again.
                        if (steps is null) break;
                        await Restart().ConfigureAwait(false);
                        if (!await stream.MoveNextAsync().ConfigureAwait(false)) break;
                    }
                    stage(convert(stream.Current), batch);
                    if (!session.Step(batch)) break;
                }
                session.EndEpoch();
            }
            return session.End();
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }

        async Task Restart()
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            stream = batches.GetAsyncEnumerator(cancellation);
        }
    }
}
