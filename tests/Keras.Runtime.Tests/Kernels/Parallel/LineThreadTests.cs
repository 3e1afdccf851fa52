using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Kernels over lines of a tensor are the same on any number of threads.</summary>
[Collection(ThreadsCollection.Name)]
public class LineThreadTests
{
    private delegate void Kernel(Pointer<float> x, Pointer<float> dy, Pointer<float> y, nint outer, nint length, nint inner);

    [Theory]
    [InlineData(1, 1, 1), InlineData(1, 33, 1), InlineData(7, 10, 1), InlineData(65, 17, 1), InlineData(1, 100, 15), InlineData(1, 9, 33)]
    [InlineData(1, 130, 70), InlineData(3, 5, 17), InlineData(33, 2, 16), InlineData(2, 300, 1)]
    public void Lines(int outer, int length, int inner)
    {
        Check((x, _, y, o, l, i) => Softmax.Forward(x, y, o, l, i));
        Check(Softmax.Gradient);
        Check((x, _, y, o, l, i) => LogSoftmax.Forward(x, y, o, l, i));
        Check(LogSoftmax.Gradient);
        Check((x, _, y, o, l, i) => LogSumExp.Forward(x, y, o, l, i));
        Check((x, dy, y, o, l, i) => LogSumExp.Gradient(x, dy, dy, y, o, l, i));
        Check((x, _, y, o, l, i) => Sparsemax.Forward(x, y, o, l, i));
        Check((x, _, y, o, l, i) => Moments.Compute(x, y, y + o * i, o, l, i));
        foreach (bool accumulate in new[] { false, true })
        {
            Check((x, _, y, o, l, i) => Reduce.Sum(x, y, o, l, i, accumulate));
            Check((x, _, y, o, l, i) => Reduce.Mean(x, y, o, l, i, accumulate));
            Check((x, _, y, o, l, i) => Reduce.Max(x, y, o, l, i, accumulate));
        }

        void Check(Kernel kernel)
        {
            int count = outer * length * inner;
            using var x = Guarded.Random(count, 1);
            using var dy = Guarded.Random(count, 2);
            SameBits.Assert(() =>
            {
                var y = Guarded.Filled(2 * count, 7f);
                kernel(x.Pointer, dy.Pointer, y.Pointer, outer, length, inner);
                return y;
            });
        }
    }

    [Theory, InlineData(1, 5), InlineData(33, 17), InlineData(200, 64)]
    public void Rows_of_a_table(int count, int width)
    {
        using var table = Guarded.Random(10 * width, 1);
        using var ids = new GuardedBuffer<int>(count);
        for (int i = 0; i < count; i++) ids.Span[i] = i * 7 % 10;
        SameBits.Assert(() =>
        {
            var rows = Guarded.Filled(count * width, 7f);
            Rows.Gather(table.Pointer, 10, width, ids.Pointer, count, rows.Pointer, width, "embedding");
            return rows;
        });
        ids.Span[count - 1] = 11;
        using var many = new ManyThreads(3);
        using var target = Guarded.Filled(count * width, 7f);
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => Rows.Gather(table.Pointer, 10, width, ids.Pointer, count, target.Pointer, width, "embedding"));
        Assert.Contains($"the id 11 at position {count - 1}", error.Message, StringComparison.Ordinal);
    }
}
