using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

public class RowsTests
{
    private const int TableRows = 5;

    public static TheoryData<int, int> Sizes()
    {
        var data = new TheoryData<int, int>();
        foreach (var width in new[] { 1, 2, 15, 16, 17, 33, 512 })
            foreach (var count in new[] { 0, 1, 7, 40 }) data.Add(count, width);
        return data;
    }

    [Theory, MemberData(nameof(Sizes))]
    public unsafe void Gather_copies_the_rows_with_these_numbers(int count, int width)
    {
        var stride = width + 3;
        using var table = Guarded.Random(TableRows * width, 1);
        using var target = Guarded.Filled(count * stride, 7f);
        var ids = Ids(count);
        fixed (int* numbers = ids)
            Rows.Gather(table.Pointer, TableRows, width, new Pointer<int>(numbers), count, target.Pointer, stride, "embedding");
        for (var i = 0; i < target.Length; i++)
            Assert.Equal(i % stride < width ? table.Span[ids[i / stride] * width + i % stride] : 7f, target.Span[i]);
    }

    [Theory, MemberData(nameof(Sizes))]
    public unsafe void Scattered_rows_add_up_at_every_width(int count, int width)
    {
        var stride = width + 2;
        using var values = Guarded.Random(Math.Max(1, count * stride), 2);
        var ids = Ids(count);
        var expected = new float[TableRows * width];
        for (var i = 0; i < count; i++)
            for (var column = 0; column < width; column++) expected[ids[i] * width + column] += values.Span[i * stride + column];
        fixed (int* numbers = ids)
        {
            foreach (var lanes in LaneWidth.All)
            {
                using var table = Guarded.Filled(TableRows * width, 0f);
                LaneWidth.Run(lanes, new Rows.AddKernel<int>(values.Pointer, stride, new(numbers), count, table.Pointer, TableRows, width, "embedding"));
                Assert.Equal(expected, table.Span.ToArray());
            }
            using var cleared = Guarded.Filled(TableRows * width, 9f);
            Rows.ScatterAdd(values.Pointer, stride, new Pointer<int>(numbers), count, cleared.Pointer, TableRows, width, "embedding");
            Assert.Equal(expected, cleared.Span.ToArray());
        }
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(15, 5)]
    [InlineData(16, 1000)]
    [InlineData(17, 1)]
    [InlineData(33, 40)]
    [InlineData(3200, 10_000)]
    public unsafe void Different_rows_come_in_the_order_in_which_they_first_occur(int count, int rows)
    {
        var random = new Random(count);
        int[] ids = [.. Enumerable.Range(0, count).Select(_ => random.Next(rows))];
        var expected = ids.Distinct().ToList();
        // What the workspace holds must not matter: neither what is out of range nor places that look right.
        foreach (var left in new[] { -1, 0, 1, int.MaxValue })
        {
            int[] found = [.. Enumerable.Repeat(7, expected.Count + 1)], places = new int[count + 1], workspace = [.. Enumerable.Repeat(left, rows)];
            fixed (int* numbers = (int[])[.. ids, 0], foundAt = found, placesAt = places, workspaceAt = workspace)
                Assert.Equal(expected.Count, Rows.Distinct(new Pointer<int>(numbers), count, rows, new(foundAt), new(placesAt), new(workspaceAt), "words"));
            Assert.Equal([.. expected, 7], found);
            Assert.Equal([.. ids.Select(id => expected.IndexOf(id)), 0], places);
        }
    }

    [Fact]
    public unsafe void Ids_of_other_types_are_cut_off()
    {
        using var table = Guarded.Random(TableRows, 1);
        using var target = Guarded.Filled(3, 0f);
        float[] numbers = [-0.9f, 4.99f, 2f];
        fixed (float* ids = numbers) Rows.Gather(table.Pointer, TableRows, 1, new Pointer<float>(ids), 3, target.Pointer, 1, "embedding");
        Assert.Equal([table.Span[0], table.Span[4], table.Span[2]], target.Span.ToArray());
        byte[] bytes = [1, 0, 4];
        fixed (byte* ids = bytes) Rows.Gather(table.Pointer, TableRows, 1, new Pointer<byte>(ids), 3, target.Pointer, 1, "embedding");
        Assert.Equal([table.Span[1], table.Span[0], table.Span[4]], target.Span.ToArray());
    }

    [Theory]
    [InlineData(5f)]
    [InlineData(-1f)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void An_id_that_no_row_has_is_refused(float id)
    {
        var message = $"Layer \"words\" was given the id {unchecked((int)id)} at position 2 of its input, but its table has rows 0 to 4.";
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(() => GatherInts([0, 4, unchecked((int)id)])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ScatterInts([0, 4, unchecked((int)id)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GatherFloats([0, 4, id]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GatherFloats([0, 4, float.NaN]));
    }

    private static unsafe void GatherInts(int[] ids)
    {
        using var table = Guarded.Random(TableRows, 1);
        using var target = Guarded.Filled(ids.Length, 0f);
        fixed (int* numbers = ids) Rows.Gather(table.Pointer, TableRows, 1, new Pointer<int>(numbers), ids.Length, target.Pointer, 1, "words");
    }

    private static unsafe void ScatterInts(int[] ids)
    {
        using var values = Guarded.Random(ids.Length, 1);
        using var table = Guarded.Filled(TableRows, 0f);
        fixed (int* numbers = ids) Rows.ScatterAdd(values.Pointer, 1, new Pointer<int>(numbers), ids.Length, table.Pointer, TableRows, 1, "words");
    }

    private static unsafe void GatherFloats(float[] ids)
    {
        using var table = Guarded.Random(TableRows, 1);
        using var target = Guarded.Filled(ids.Length, 0f);
        fixed (float* numbers = ids) Rows.Gather(table.Pointer, TableRows, 1, new Pointer<float>(numbers), ids.Length, target.Pointer, 1, "words");
    }

    private static int[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => i * i % TableRows), .. count == 0 ? [0] : Array.Empty<int>()];
}
