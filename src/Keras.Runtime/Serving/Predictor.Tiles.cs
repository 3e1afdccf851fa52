using System.Diagnostics;
using System.Numerics;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Serving;

internal sealed unsafe partial class Predictor
{
    /// <summary>Whether calls try ways through a batch (<see cref="BatchChoice"/>); not where the time of steps is taken.</summary>
    public bool ChoosesWays { get; init; } = true;

    private void RunTiles(Frame frame, long batch)
    {
        var tile = _signature.Inputs[0].BatchSize is var fixedSize and > 0 ? fixedSize
            : batch <= SmallBatch && _plans.For(batch, frame.Axes).Bytes <= LargeArena ? batch : TileSize(batch, frame.Axes);
        for (var start = 0L; start < batch; start += tile)
        {
            RunTile(frame, start, Math.Min(tile, batch - start));
            frame.States?.Keep();
        }
    }

    /// <summary>Predicts samples in whichever way was the fastest. They do not depend on each other, so that all give the same.</summary>
    private void RunTile(Frame frame, long start, long count)
    {
        var isFree = ChoosesWays && frame.States is null && _signature.Inputs[0].BatchSize <= 0;
        var mayTile = isFree && NearTiles(count, frame.Axes) > 1;
        var mayDivide = isFree && count >= 2 * LeastSamples && Workers.Threads > 1;
        if (!mayTile && !mayDivide)
        {
            RunSamples(frame, frame, start, count, inTiles: false);
            return;
        }
        var choice = _plans.For(count, frame.Axes).Choice;
        var way = choice.Next(mayTile, mayDivide);
        var begin = Stopwatch.GetTimestamp();
        if (!way.Divides || !Divide(frame, start, count, way.Tiles, choice.Nanoseconds))
        {
            RunSamples(frame, frame, start, count, way.Tiles);
            way = way with { Divides = false };
        }
        choice.Took(way, Stopwatch.GetTimestamp() - begin);
    }

    /// <summary>Lets threads take samples, unless they are taken themselves or would be of no use.</summary>
    private bool Divide(Frame frame, long start, long count, bool inTiles, long nanoseconds) => Parts.Divide(
        new Samples(this, frame, start, inTiles), (nint)count, (nint)Math.Max(LeastSamples, count / Workers.Threads), nanoseconds);

    private void RunSamples(Frame call, Frame frame, long start, long count, bool inTiles)
    {
        var tiles = inTiles ? NearTiles(count, call.Axes) : 1;
        for (var tile = 0L; tile < tiles; tile++)
        {
            // Of nearly equal length: a single sample that is left over would be summed up in another order.
            var (first, end) = (tile * count / tiles, (tile + 1) * count / tiles);
            RunSamples(call, frame, start + first, end - first);
        }
    }

    private void RunSamples(Frame call, Frame frame, long start, long count)
    {
        frame.Prepare(_plans.For(count, call.Axes));
        for (var i = 0; i < frame.Inputs.Length; i++)
            frame.Inputs[i] = (byte*)call.InputData[i] + start * SampleBytes(_signature.Inputs[i], -1, call.Axes);
        for (var i = 0; i < frame.Outputs.Length; i++)
            frame.Outputs[i] = (byte*)call.OutputData[i] + start * SampleBytes(_signature.Outputs[i], i, call.Axes);
        program.Infer(frame);
    }

    /// <summary>Samples of a call; another thread takes a frame of its own for them.</summary>
    private readonly struct Samples(Predictor predictor, Frame call, long start, bool inTiles) : IParts
    {
        public void Run(nint first, nint end, int worker)
        {
            if (worker == 0)
            {
                predictor.RunSamples(call, call, start + first, end - first, inTiles);
                return;
            }
            var frame = predictor._frames.Rent();
            try
            {
                // The call holds what was prepared until all parts are done.
                frame.PreparedWeights = call.PreparedWeights;
                predictor.RunSamples(call, frame, start + first, end - first, inTiles);
            }
            finally
            {
                frame.PreparedWeights = null;
                predictor._frames.Return(frame);
            }
        }
    }

    private long SampleBytes(TensorSignature signature, int output, ReadOnlySpan<long> axes) =>
        ShapeBinding.SampleSize(program, signature, output, axes) * TensorData.ElementSize(signature.DType);

    /// <summary>Samples that a thread takes at least: rows of two tiles of a matrix product.</summary>
    private const long LeastSamples = 16;

    /// <summary>Samples of a tile that stays in the near caches at least: fewer rows do not fill a tile of a matrix product.</summary>
    private const long LeastTile = 4;

    /// <summary>What stays in the near caches of a core, or nearly.</summary>
    private const long NearArena = 3 << 20;

    private const long SmallBatch = 32;
    private const long LargestTile = 256;
    private const long WarmArena = 8 << 20;
    private const long LargeArena = 256 << 20;

    /// <summary>A large batch runs in tiles: as large as keeps the arena in the caches, yet not under 32 unless memory asks for it.</summary>
    private long TileSize(long batch, ReadOnlySpan<long> axes)
    {
        var tile = LargestTile;
        while (tile > 1 && _plans.For(tile, axes).Bytes is var bytes && bytes > (tile > SmallBatch ? WarmArena : LargeArena)) tile /= 2;
        return Math.Min(tile, batch);
    }

    /// <summary>In how many tiles samples run whose arena then stays in the near caches.</summary>
    private long NearTiles(long count, ReadOnlySpan<long> axes) =>
        count < 2 * LeastTile ? 1 : Math.Min(
            count / LeastTile, (long)BitOperations.RoundUpToPowerOf2((ulong)((_plans.For(count, axes).Bytes + NearArena - 1) / NearArena)));
}
