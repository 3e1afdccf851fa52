using Keras.Hosting;
using Keras.Kernels;
using Keras.Runtime.Tests.Kernels;

namespace Keras.Runtime.Tests.Optimizers;

/// <summary>Tables of which the gradient's rows are a product, computed while they are updated, against those where they were written before:
/// every bit is equal.</summary>
[Collection(ThreadsCollection.Name)]
public sealed unsafe class RowProductTests
{
    private static readonly Func<Optimizer>[] Optimizers =
    [
        () => new SGD(0.1f), () => new RMSprop(), () => new RMSprop(centered: true), () => new Adagrad(), () => new Adadelta(0.5f),
        () => new RMSprop { ClipValue = 0.01f }, () => new RMSprop { WeightDecay = 0.1f, ClipValue = 0.1f }, () => new SGD { UseEma = true, EmaOverwriteFrequency = 2 },
    ];

    public static TheoryData<int, int, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, int, int>();
            for (var i = 0; i < Optimizers.Length; i++)
                foreach (var (count, width, columns) in ((int, int, int)[])[(1, 16, 1), (15, 48, 33), (64, 32, 17), (65, 16, 15), (130, 80, 16)]) cases.Add(i, count, width, columns);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_make_the_whole(int optimizer, int count, int width, int columns)
    {
        const int rows = 200;
        var random = new Random(count);
        var length = rows * width;
        using NativeBuffer gradient = NativeBuffer.Of<float>(length), before = NativeBuffer.Of<float>(length), during = NativeBuffer.Of<float>(length);
        using NativeBuffer dy = NativeBuffer.Of<float>(count * columns), panels = NativeBuffer.Of<float>(Panels.Length(width, columns));
        Draw(length).CopyTo(before.Span<float>());
        before.Span<float>().CopyTo(during.Span<float>());
        using GradientRows written = new(gradient.Pointer<float>().Value, rows, width, length), late = new(null, rows, width, length);
        Assert.True(late.IsLate);
        var (whole, byRow) = (Optimizers[optimizer](), Optimizers[optimizer]());
        Assert.True(byRow.TakesRows);
        whole.Build([Variable(before, gradient, written)]);
        byRow.Build([Variable(during, null, late)]);
        for (var step = 0; step < 4; step++)
        {
            Draw(count * columns).CopyTo(dy.Span<float>());
            Panels.Pack(Draw(width * columns), panels.Pointer<float>(), width, columns);
            int[] numbers = [.. Enumerable.Range(0, rows).OrderBy(_ => random.Next()).Take(count)];
            fixed (int* first = numbers)
            {
                foreach (var table in (GradientRows[])[written, late])
                    MatrixMultiply.InputGradient(dy.Pointer<float>(), columns, panels.Pointer<float>(), new Pointer<int>(first), count, table, columns, "words");
                // The weight may have been updated before the table.
                panels.Span<float>().Fill(float.NaN);
                written.Settle();
                Assert.Equal(gradient.Span<float>(), late.Whole());
                whole.Apply();
                byRow.Apply();
            }
            Assert.Equal(before.Span<float>(), during.Span<float>());
        }
        Assert.All(whole.State.Zip(byRow.State), pair => Assert.Equal(pair.First.Values, pair.Second.Values));

        float[] Draw(int many) => [.. Enumerable.Range(0, many).Select(_ => random.NextSingle() - 0.5f)];

        TrainableVariable Variable(NativeBuffer values, NativeBuffer? memory, GradientRows table)
        {
            var variable = new TrainableVariable(values, "embedding/embeddings", [rows, width], WeightLayout.RowMajor, length);
            variable.Bind(values.Pointer<float>(), memory?.Pointer<float>() ?? default, table);
            return variable;
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(15, 17, 33)]
    [InlineData(16, 16, 16)]
    [InlineData(17, 33, 15)]
    [InlineData(33, 15, 17)]
    [InlineData(300, 130, 40)]
    public void Rows_are_the_product_on_any_number_of_threads(int count, int width, int columns)
    {
        var rows = count + 3;
        using GuardedBuffer<float> dy = Guarded.Random(count * (columns + 2), 1), weight = Guarded.Random(width * columns, 2);
        using var panels = NativeBuffer.Of<float>(Panels.Length(width, columns));
        Panels.Pack(weight.Span, panels.Pointer<float>(), width, columns);
        int[] numbers = [.. Enumerable.Range(0, count).Select(i => (i + 5) % rows)];
        SameBits.Assert(Compute);
        using var gradient = Compute();
        for (var i = 0; i < rows; i++)
            for (var column = 0; column < width; column++)
            {
                var (place, sum) = (Array.IndexOf(numbers, i), 0.0);
                for (var k = 0; place >= 0 && k < columns; k++) sum += (double)dy.Span[place * (columns + 2) + k] * weight.Span[column * columns + k];
                Assert.Equal(sum, gradient.Span[i * width + column], 1e-5 * columns);
            }

        GuardedBuffer<float> Compute()
        {
            var table = Guarded.Filled(rows * width, 0f);
            using var gradient = new GradientRows(table.Pointer.Value, rows, width, rows * width);
            fixed (int* first = numbers)
                MatrixMultiply.InputGradient(dy.Pointer, columns + 2, panels.Pointer<float>(), new Pointer<int>(first), count, gradient, columns, "words");
            return table;
        }
    }

    [Theory]
    [InlineData(4, "was given the id 4")]
    [InlineData(-1, "was given the id -1")]
    [InlineData(2, "Row 2 of the table of layer \"words\" is named twice.")]
    public void Numbers_that_do_not_fit_are_refused(int number, string message)
    {
        using NativeBuffer dy = NativeBuffer.Of<float>(2), panels = NativeBuffer.Of<float>(Panels.Length(16, 1));
        using var late = new GradientRows(null, 4, 16, 64);
        int[] numbers = [2, number];
        fixed (int* first = numbers)
        {
            var pointer = new Pointer<int>(first);
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() =>
                MatrixMultiply.InputGradient(dy.Pointer<float>(), 1, panels.Pointer<float>(), pointer, 2, late, 1, "words")).Message);
        }
    }

    [Fact]
    public void What_needs_the_whole_gradient_takes_no_rows()
    {
        Optimizer[] all = [new Adam(), new Lamb(), new SGD(0.1f, momentum: 0.5f), new SGD { ClipNorm = 1f }, new RMSprop { GlobalClipNorm = 1f }, new RMSprop { GradientAccumulationSteps = 2 }];
        Assert.All(all, optimizer => Assert.False(optimizer.TakesRows));
        Assert.True(GradientRows.AreApart(48));
        Assert.False(GradientRows.AreApart(24));
    }
}
