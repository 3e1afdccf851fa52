using Keras.Runtime.Tests.Kernels;
using Keras.Serving;

namespace Keras.Runtime.Tests.Serving;

/// <summary>Each way through a batch is tried, then the fastest stays.</summary>
[Collection(ThreadsCollection.Name)]
public sealed class BatchChoiceTests
{
    private static readonly BatchChoice.Way Whole = new(Tiles: false, Divides: false), Tiled = new(Tiles: true, Divides: false);

    [Theory]
    [InlineData(20, 10, true)]
    [InlineData(10, 20, false)]
    public void Tiles_stay_where_they_were_faster(int whole, int tiled, bool stay)
    {
        var choice = new BatchChoice();
        for (var call = 0; call < 3; call++) Took(choice, Whole, whole);
        for (var call = 0; call < 3; call++) Took(choice, Tiled, tiled);
        for (var call = 0; call < 3; call++) Took(choice, stay ? Tiled : Whole, 15);
    }

    [Fact]
    public void A_batch_of_one_tile_runs_as_a_whole()
    {
        var choice = new BatchChoice();
        for (var call = 0; call < 10; call++)
        {
            Assert.Equal(Whole, choice.Next(mayTile: false, mayDivide: false));
            choice.Took(Whole, 10);
        }
    }

    [Theory]
    [InlineData(20, 10)]
    [InlineData(10, 20)]
    public void Threads_take_samples_in_the_faster_of_both_ways(int whole, int tiled)
    {
        const long Second = 1_000_000_000;
        var choice = new BatchChoice();
        for (var call = 0; call < 3; call++) Took(choice, Whole, whole * Second, mayDivide: true);
        for (var call = 0; call < 3; call++) Took(choice, Tiled, tiled * Second, mayDivide: true);
        var faster = new BatchChoice.Way(Tiles: tiled < whole, Divides: true);
        for (var call = 0; call < 3; call++) Took(choice, faster, 5 * Second, mayDivide: true);
        Assert.Equal(faster, choice.Next(mayTile: true, mayDivide: true));
    }

    [Fact]
    public void Threads_that_were_slower_take_no_more_samples()
    {
        const long Second = 1_000_000_000;
        var choice = new BatchChoice();
        for (var call = 0; call < 3; call++) Took(choice, Whole, Second, mayTile: false, mayDivide: true);
        for (var call = 0; call < 3; call++) Took(choice, new(Tiles: false, Divides: true), 2 * Second, mayTile: false, mayDivide: true);
        Assert.Equal(Whole, choice.Next(mayTile: false, mayDivide: true));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void What_was_slower_with_threads_or_without_is_tried_again_ever_more_seldom(int whole, int divided)
    {
        var tried = Calls(new(), 2048, whole, divided).Index().Skip(6).Where(call => call.Item.Divides != divided < whole).Select(call => call.Index);
        Assert.Equal([16, 32, 64, 128, 256, 512, 768, 1024, 1280, 1536, 1792], tried);
    }

    [Fact]
    public void Threads_whose_first_trials_were_disturbed_take_samples_later()
    {
        var choice = new BatchChoice();
        Calls(choice, 16, whole: 2, divided: 50);
        Assert.All(Calls(choice, 10, whole: 2, divided: 1), way => Assert.True(way.Divides));
    }

    private static BatchChoice.Way[] Calls(BatchChoice choice, int count, int whole, int divided) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        const long Second = 1_000_000_000;
        var way = choice.Next(mayTile: false, mayDivide: true);
        choice.Took(way, (way.Divides ? divided : whole) * Second);
        return way;
    })];

    private static void Took(BatchChoice choice, BatchChoice.Way expected, long ticks, bool mayTile = true, bool mayDivide = false)
    {
        Assert.Equal(expected, choice.Next(mayTile, mayDivide));
        choice.Took(expected, ticks);
    }
}
