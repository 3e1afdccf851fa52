using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

public class CopyTests
{
    public static TheoryData<int, int, int> Blocks()
    {
        var data = new TheoryData<int, int, int>();
        foreach (int columns in new[] { 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 100 })
        {
            data.Add(3, columns, 0);
            data.Add(4, columns, 5);
        }
        return data;
    }

    [Theory, MemberData(nameof(Blocks))]
    public void Block_copies_rows_and_leaves_the_gaps(int rows, int columns, int gap)
    {
        int stride = columns + gap;
        using var source = Guarded.Random((rows - 1) * (columns + 1) + columns, 1);
        using var target = Guarded.Filled((rows - 1) * stride + columns, 7f);
        Copy.Block(source.Pointer, columns + 1, target.Pointer, stride, rows, columns);
        for (int i = 0; i < target.Length; i++)
            Assert.Equal(i % stride < columns ? source.Span[i / stride * (columns + 1) + i % stride] : 7f, target.Span[i]);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void Reverse_turns_the_middle_axis_around(int length, int inner, int more)
    {
        int outer = 1 + more;
        using var source = Guarded.Random(outer * length * inner, 1);
        using var target = Guarded.Filled(source.Length, 7f);
        Copy.Reverse(source.Pointer, target.Pointer, outer, length, inner);
        for (int i = 0; i < target.Length; i++)
        {
            int o = i / (length * inner), at = i / inner % length;
            Assert.Equal(source.Span[(o * length + (length - 1 - at)) * inner + i % inner], target.Span[i]);
        }
    }

    [Theory, MemberData(nameof(Blocks))]
    public void Fill_sets_rows_and_leaves_the_gaps(int rows, int columns, int gap)
    {
        int stride = columns + gap;
        using var target = new GuardedBuffer<byte>((rows - 1) * stride + columns);
        target.Span.Fill(9);
        Copy.Fill(target.Pointer, stride, rows, columns, (byte)1);
        for (int i = 0; i < target.Length; i++)
            Assert.Equal(i % stride < columns ? 1 : 9, target.Span[i]);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void Accumulate_adds_rows_at_every_width(int rows, int columns, int gap)
    {
        int stride = columns + gap;
        using var source = Guarded.Random(rows * columns, 1);
        foreach (int width in LaneWidth.All)
        {
            using var target = Guarded.Filled((rows - 1) * stride + columns, 7f);
            LaneWidth.Run(width, new Copy.AccumulateKernel(source.Pointer, columns, target.Pointer, stride, rows, columns));
            for (int i = 0; i < target.Length; i++)
                Assert.Equal(i % stride < columns ? 7f + source.Span[i / stride * columns + i % stride] : 7f, target.Span[i]);
        }
    }

    [Fact]
    public void Dense_blocks_are_one_row()
    {
        using var source = Guarded.Random(12, 1);
        using var target = Guarded.Filled(12, 1f);
        Copy.Accumulate(source.Pointer, 4, target.Pointer, 4, 3, 4);
        Assert.Equal(1f + source.Span[11], target.Span[11]);
        Copy.Block(source.Pointer, 4, target.Pointer, 4, 3, 4);
        Assert.True(source.Span.SequenceEqual(target.Span));
        Copy.Fill(target.Pointer, 12, 2f);
        Assert.Equal(-1, target.Span.IndexOfAnyExcept(2f));
        Copy.Block(source.Pointer, 4, target.Pointer, 4, 0, 4);
    }

    public static TheoryData<string, string> Permutations() => new()
    {
        { "5", "0" }, { "3,4", "0,1" }, { "3,4", "1,0" }, { "17,33", "1,0" }, { "64,48", "1,0" }, { "1,7", "1,0" },
        { "2,3,4", "0,2,1" }, { "5,18,21", "0,2,1" }, { "2,3,4", "2,1,0" }, { "2,3,4", "1,0,2" }, { "2,3,4", "1,2,0" },
        { "2,3,4", "2,0,1" }, { "2,3,4,5", "0,2,1,3" }, { "2,3,4,5", "3,1,0,2" }, { "2,1,4,5", "0,3,1,2" }, { "3,2,3,2,3", "4,1,2,3,0" },
        { "2,0,3", "2,1,0" }, { "1,1", "1,0" }, { "2,19,3,17", "3,2,1,0" },
        { "5,70,33", "1,0,2" }, { "3,40,120", "1,0,2" }, // rows in other pages
    };

    [Theory, MemberData(nameof(Permutations))]
    public void Permute_moves_every_element_to_its_place(string shapeText, string permutationText)
    {
        nint[] shape = shapeText.Split(',').Select(nint.Parse).ToArray();
        int[] permutation = permutationText.Split(',').Select(int.Parse).ToArray();
        int count = (int)shape.Aggregate((nint)1, (a, b) => a * b);
        using var x = new GuardedBuffer<int>(count);
        using var y = new GuardedBuffer<int>(count);
        using var bytes = new GuardedBuffer<byte>(count);
        using var permutedBytes = new GuardedBuffer<byte>(count);
        for (int i = 0; i < count; i++)
            (x.Span[i], bytes.Span[i]) = (i, (byte)(i * 7));
        Copy.Permute(x.Pointer, y.Pointer, shape, permutation);
        Copy.Permute(bytes.Pointer, permutedBytes.Pointer, shape, permutation);

        var index = new nint[shape.Length];
        for (int i = 0; i < count; i++)
        {
            nint rest = i;
            for (int axis = permutation.Length - 1; axis >= 0; axis--)
                (rest, index[permutation[axis]]) = Math.DivRem(rest, shape[permutation[axis]]);
            nint source = 0;
            for (int axis = 0; axis < shape.Length; axis++)
                source = source * shape[axis] + index[axis];
            Assert.Equal((int)source, y.Span[i]);
            Assert.Equal((byte)(source * 7), permutedBytes.Span[i]);
        }
    }

    /// <summary>Entries of the first axis with gaps between them, which stay as they are.</summary>
    [Theory, MemberData(nameof(Permutations))]
    public void Permute_puts_entries_apart(string shapeText, string permutationText)
    {
        nint[] shape = shapeText.Split(',').Select(nint.Parse).ToArray();
        int[] permutation = permutationText.Split(',').Select(int.Parse).ToArray();
        int count = (int)shape.Aggregate((nint)1, (a, b) => a * b), entries = (int)shape[permutation[0]];
        int size = entries == 0 ? 0 : count / entries, stride = size + 3;
        using var x = new GuardedBuffer<int>(count);
        using var dense = new GuardedBuffer<int>(count);
        using var y = new GuardedBuffer<int>(entries * stride);
        for (int i = 0; i < count; i++) x.Span[i] = i;
        y.Span.Fill(-1);
        Copy.Permute(x.Pointer, dense.Pointer, shape, permutation);
        Copy.Permute(x.Pointer, y.Pointer, shape, permutation, stride);
        for (int entry = 0; entry < entries; entry++)
        {
            Assert.True(dense.Span.Slice(entry * size, size).SequenceEqual(y.Span.Slice(entry * stride, size)));
            Assert.True(y.Span.Slice(entry * stride + size, 3).IndexOfAnyExcept(-1) < 0);
        }
    }

    [Fact]
    public void A_permutation_of_another_rank_is_refused()
    {
        using var x = Guarded.Random(6, 1);
        Assert.Throws<ArgumentException>(() => Copy.Permute(x.Pointer, x.Pointer, [2, 3], [0, 2, 1]));
    }

    [Theory, InlineData(1, 1), InlineData(3, 16), InlineData(5, 17), InlineData(33, 40)]
    public void Panels_go_there_and_back(int inner, int columns)
    {
        using var x = Guarded.Random(inner * columns, 1);
        using var panels = Guarded.Filled((int)Panels.Length(inner, columns), 7f);
        Panels.Pack(x.Span, panels.Pointer, inner, columns);
        var back = new float[x.Length];
        Panels.Unpack(panels.Pointer, back, inner, columns);
        Assert.True(x.Span.SequenceEqual(back));
        int last = columns - 1;
        Assert.Equal(x.Span[last], panels.Span[last / 16 * inner * 16 + last % 16]);
    }
}
