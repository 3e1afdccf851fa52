using System.Runtime.CompilerServices;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Every product against a sum in double. The bound is 1e-6 of the sum of magnitudes: a few roundings of float32.</summary>
public class MatrixMultiplyTests
{
    private static readonly int[] Sizes = [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 100];

    /// <summary>Each size in each role, with changing partners, at each width.</summary>
    public static TheoryData<int, int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int, int>();
        foreach (int width in LaneWidth.All)
        {
            for (int i = 0; i < Sizes.Length; i++)
            {
                for (int j = 0; j < Sizes.Length; j += 2)
                    data.Add(width, Sizes[i], Sizes[(i * 5 + j) % Sizes.Length], Sizes[j]);
            }
            data.Add(width, 3, 1100, 20);   // deeper than a block
            data.Add(width, 300, 3, 40);    // more rows than a block of the weight gradient
            data.Add(width, 20, 1024, 16);  // rows a multiple of 4 KiB apart
            data.Add(width, 70, 40, 1000);  // a result of more than 256 KiB
            data.Add(width, 300, 256, 40);  // a first factor of more than 256 KiB
            for (int rows = 2; rows <= 5; rows++)
                data.Add(width, rows, 20 + rows, 64 * rows - 21 * (rows & 1)); // few rows: columns of four registers, two and one
        }
        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Forward_adds_products_and_applies_the_epilogue(int width, int rows, int inner, int columns)
    {
        foreach (int extra in new[] { 0, 3 })
        {
            int xStride = inner + extra, yStride = columns + extra;
            using var x = Guarded.Random((rows - 1) * xStride + inner, 1);
            using var w = Guarded.Random(inner * columns, 2);
            using var panels = Packed(w, inner, columns);
            using var bias = Guarded.Random(columns, 3);
            using var y = Guarded.Filled((rows - 1) * yStride + columns, 7f);
            LaneWidth.Run(width, new ForwardKernel<AddBiasRelu>(
                x.Pointer, xStride, panels.Pointer, y.Pointer, yStride, rows, inner, columns, 0, new AddBiasRelu(bias.Pointer)));
            for (int m = 0; m < rows; m++)
            {
                for (int n = 0; n < columns; n++)
                {
                    (double sum, double magnitude) = Dot(x.Span, m * xStride, 1, w.Span, n, columns, inner);
                    AssertNear(Math.Max(sum + bias.Span[n], 0), y.Span[m * yStride + n], magnitude + 1);
                }
                for (int gap = columns; gap < yStride && m < rows - 1; gap++)
                    Assert.Equal(7f, y.Span[m * yStride + gap]);
            }
        }
    }

    /// <summary>Entries of y may have gaps between them, which stay as they are. Each row is summed as in the plain product of its rows.</summary>
    [Theory]
    [InlineData(1, 1, 5, 3), InlineData(1, 17, 16, 33), InlineData(2, 1, 15, 40), InlineData(3, 2, 33, 15), InlineData(2, 33, 16, 17)]
    [InlineData(15, 16, 1, 1), InlineData(17, 15, 33, 16), InlineData(33, 5, 17, 100), InlineData(33, 40, 64, 260), InlineData(9, 40, 64, 20), InlineData(0, 4, 3, 5), InlineData(4, 0, 3, 5)]
    public void Forward_turns_sequences_around(int samples, int length, int inner, int columns)
    {
        foreach (int extra in new[] { 0, 3 })
        {
            // Of longer sequences, the first steps.
            int xStride = inner + extra, size = samples * columns, yStride = size + extra, whole = length + extra;
            using var x = Guarded.Random(samples * whole * xStride, 1);
            using var w = Guarded.Random(inner * columns, 2);
            using var panels = Packed(w, inner, columns);
            using var bias = Guarded.Random(columns, 3);
            using var y = Guarded.Filled(length * yStride, 7f);
            MatrixMultiply.ForwardTurned(
                x.Pointer, xStride, panels.Pointer, y.Pointer, yStride, samples, whole, length, inner, columns, new AddBiasRelu(bias.Pointer));
            for (int t = 0; t < length; t++)
            {
                for (int n = 0; n < size; n++)
                {
                    (double sum, double magnitude) = Dot(x.Span, (n / columns * whole + t) * xStride, 1, w.Span, n % columns, columns, inner);
                    AssertNear(Math.Max(sum + bias.Span[n % columns], 0), y.Span[t * yStride + n], magnitude + 1);
                }
                Assert.Equal(-1, y.Span.Slice(t * yStride + size, extra).IndexOfAnyExcept(7f));
            }
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Forward_without_epilogue_equals_forward_with_one_that_does_nothing(int width, int rows, int inner, int columns)
    {
        using var x = Guarded.Random(rows * inner, 1);
        using var w = Guarded.Random(inner * columns, 2);
        using var panels = Packed(w, inner, columns);
        using var direct = Guarded.Filled(rows * columns, 7f);
        using var through = Guarded.Filled(rows * columns, 8f);
        LaneWidth.Run(width, new ForwardKernel<NoEpilogue>(
            x.Pointer, inner, panels.Pointer, direct.Pointer, columns, rows, inner, columns, 0, new NoEpilogue()));
        LaneWidth.Run(width, new ForwardKernel<Identity>(
            x.Pointer, inner, panels.Pointer, through.Pointer, columns, rows, inner, columns, 0, new Identity()));
        Assert.True(direct.Span.SequenceEqual(through.Span));
    }

    /// <summary>With the sums in registers or after them, bit for bit; in place, too.</summary>
    [Theory, MemberData(nameof(Shapes))]
    public void Forward_adds_a_matrix_or_a_row(int width, int rows, int inner, int columns)
    {
        foreach (int extra in new[] { 0, 3 })
        {
            int yStride = columns + extra, length = (rows - 1) * yStride + columns;
            using var x = Guarded.Random(rows * inner, 1);
            using var w = Guarded.Random(inner * columns, 2);
            using var panels = Packed(w, inner, columns);
            using var added = Guarded.Random(length, 3);
            using var bias = Guarded.Random(columns, 4);
            Assert.Equal(Run(new AddTo(added.Pointer, yStride)), Run(new AddMatrix(added.Pointer, yStride)));
            Assert.Equal(Run(new AddTo(bias.Pointer, 0)), Run(new AddBias(bias.Pointer)));
            float[] expected = Run(new AddTo(added.Pointer, yStride));
            Compute(added, new AddMatrix(added.Pointer, yStride));
            for (int m = 0; m < rows; m++)
                Assert.Equal(expected.AsSpan(m * yStride, columns), added.Span.Slice(m * yStride, columns));

            float[] Run<TEpilogue>(TEpilogue epilogue) where TEpilogue : struct, IEpilogue
            {
                using var y = Guarded.Filled(length, 7f);
                Compute(y, epilogue);
                return y.Span.ToArray();
            }

            void Compute<TEpilogue>(GuardedBuffer<float> y, TEpilogue epilogue) where TEpilogue : struct, IEpilogue => LaneWidth.Run(
                width, new ForwardKernel<TEpilogue>(x.Pointer, inner, panels.Pointer, y.Pointer, yStride, rows, inner, columns, 0, epilogue));
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Input_gradient_is_the_product_with_the_transpose(int width, int rows, int inner, int columns)
    {
        using var dy = Guarded.Random(rows * columns, 1);
        using var w = Guarded.Random(inner * columns, 2);
        using var panels = Packed(w, inner, columns);
        using var transposed = Guarded.Filled((int)Panels.Length(columns, inner), float.NaN);
        using var dx = Guarded.Filled(rows * inner, 7f);
        Panels.Transpose(panels.Pointer, transposed.Pointer, inner, columns);
        LaneWidth.Run(width, new ForwardKernel<NoEpilogue>(
            dy.Pointer, columns, transposed.Pointer, dx.Pointer, inner, rows, columns, inner, 0, new NoEpilogue()));
        for (int m = 0; m < rows; m++)
        {
            for (int k = 0; k < inner; k++)
            {
                (double sum, double magnitude) = Dot(dy.Span, m * columns, 1, w.Span, k * columns, 1, columns);
                AssertNear(sum, dx.Span[m * inner + k], magnitude);
            }
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Input_gradient_with_dy_and_dx_turned_around_is_the_same_sum(int width, int rows, int inner, int columns)
    {
        using var bias = Guarded.Random(inner, 3);
        CompareTurned(width, rows, inner, columns, new AddBias(bias.Pointer));
        CompareTurned(width, rows, inner, columns, new NoEpilogue());
    }

    private static void CompareTurned<TEpilogue>(int width, int rows, int inner, int columns, TEpilogue epilogue) where TEpilogue : struct, IEpilogue
    {
        int dyStride = columns + 3, dxStride = inner + 2;
        using var dy = Guarded.Random((rows - 1) * dyStride + columns, 1);
        using var w = Guarded.Random(inner * columns, 2);
        using var panels = Packed(w, inner, columns);
        using var transposed = Guarded.Filled((int)Panels.Length(columns, inner), float.NaN);
        using var turned = Guarded.Filled((int)Panels.Length(columns, rows), float.NaN);
        using var expected = Guarded.Filled((rows - 1) * dxStride + inner, 7f);
        using var dx = Guarded.Filled((rows - 1) * dxStride + inner, 7f);
        Panels.Transpose(panels.Pointer, transposed.Pointer, inner, columns);
        Panels.PackTransposed(dy.Pointer, dyStride, turned.Pointer, rows, columns);
        AssertPaddingIsZero(turned, columns, rows);
        // By tiles, as the other: a single row is summed up in another order.
        if (rows > 1)
        {
            LaneWidth.Run(width, new ForwardKernel<TEpilogue>(
                dy.Pointer, dyStride, transposed.Pointer, expected.Pointer, dxStride, rows, columns, inner, 0, epilogue));
            LaneWidth.Run(width, new InputGradientFewRowsKernel<TEpilogue>(
                turned.Pointer, panels.Pointer, dx.Pointer, dxStride, rows, inner, columns, epilogue, 0, inner));
            Assert.Equal(expected.Span.ToArray(), dx.Span.ToArray());
        }
    }

    [Theory]
    [InlineData(32, 512, 512, true)]
    [InlineData(16, 512, 512, true)]
    [InlineData(30, 512, 512, true)]
    [InlineData(64, 512, 512, true)]
    [InlineData(32, 1000, 1000, true)]
    [InlineData(32, 784, 64, true)]
    [InlineData(20, 512, 512, false)] // 12 rows more in the registers cost more than W's transpose
    [InlineData(33, 512, 512, false)]
    [InlineData(2, 512, 512, false)]
    [InlineData(32, 64, 64, false)]   // dy and dx are as large as W
    [InlineData(32, 16, 5000, false)] // dyᵀ does not fit into the workspace
    [InlineData(80, 512, 512, false)] // nor here
    public void Few_rows_are_turned_around_where_that_is_less_work(int rows, int inner, int columns, bool turns) =>
        Assert.Equal(turns, InputGradientParts<NoEpilogue>.TurnsRows(rows, inner, columns));

    [Theory, MemberData(nameof(Shapes))]
    public void Weight_gradient_is_written_or_added_in_panels(int width, int rows, int inner, int columns) =>
        CompareWeightGradient(width, rows, inner, columns, xStride: inner + 2, dyStride: columns + 1);

    public static TheoryData<int> Widths() => [.. LaneWidth.All];

    [Theory, MemberData(nameof(Widths))]
    public void Weight_gradient_moves_rows_that_are_a_power_of_two_apart(int width)
    {
        CompareWeightGradient(width, rows: 150, inner: 137, columns: 167, xStride: 512, dyStride: 1024);
        CompareWeightGradient(width, rows: 64, inner: 128, columns: 128, xStride: 128, dyStride: 128);
        CompareWeightGradient(width, rows: 70, inner: 20, columns: 600, xStride: 20, dyStride: 600);
    }

    private static void CompareWeightGradient(int width, int rows, int inner, int columns, int xStride, int dyStride)
    {
        using var x = Guarded.Random((rows - 1) * xStride + inner, 1);
        using var dy = Guarded.Random((rows - 1) * dyStride + columns, 2);
        using var start = Guarded.Random(inner * columns, 3);
        foreach (bool accumulate in new[] { false, true })
        {
            using var gradient = accumulate ? Packed(start, inner, columns) : Guarded.Filled((int)Panels.Length(inner, columns), float.NaN);
            LaneWidth.Run(width, new WeightGradientKernel(
                x.Pointer, xStride, dy.Pointer, dyStride, gradient.Pointer, rows, inner, columns, accumulate));
            var rowMajor = new float[inner * columns];
            Panels.Unpack(gradient.Pointer, rowMajor, inner, columns);
            for (int k = 0; k < inner; k++)
            {
                for (int n = 0; n < columns; n++)
                {
                    (double sum, double magnitude) = Dot(x.Span, k, xStride, dy.Span, n, dyStride, rows);
                    AssertNear(sum + (accumulate ? start.Span[k * columns + n] : 0), rowMajor[k * columns + n], magnitude + 1);
                }
            }
            AssertPaddingIsZero(gradient, inner, columns);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Batched_takes_any_strides(int width, int rows, int inner, int columns)
    {
        const int Batches = 2;
        foreach (bool aTransposed in new[] { false, true })
        {
            foreach (int bOrder in new[] { 0, 1, 2 })
            {
                (int aRow, int aColumn) = aTransposed ? (1, rows) : (inner, 1);
                (int bRow, int bColumn) = bOrder switch { 0 => (columns, 1), 1 => (1, inner), _ => (2 * columns, 2) };
                int cRow = columns + 1, bBatch = inner * columns * (bOrder == 2 ? 2 : 1);
                using var a = Guarded.Random(Batches * rows * inner, 1);
                using var b = Guarded.Random(Batches * bBatch, 2);
                using var c = Guarded.Filled(Batches * rows * cRow - 1, 7f);
                LaneWidth.Run(width, new BatchedKernel(
                    a.Pointer, rows * inner, aRow, aColumn, b.Pointer, bBatch, bRow, bColumn,
                    c.Pointer, rows * cRow, cRow, Batches, rows, inner, columns));
                for (int row = 0; row < Batches * rows; row++)
                {
                    (int batch, int m) = Math.DivRem(row, rows);
                    for (int n = 0; n < columns; n++)
                    {
                        (double sum, double magnitude) = Dot(
                            a.Span, batch * rows * inner + m * aRow, aColumn, b.Span, batch * bBatch + n * bColumn, bRow, inner);
                        AssertNear(sum, c.Span[row * cRow + n], magnitude);
                    }
                    if (row < Batches * rows - 1)
                        Assert.Equal(7f, c.Span[row * cRow + columns]);
                }
            }
        }
    }

    [Fact]
    public void An_empty_depth_gives_the_epilogue_of_zero()
    {
        using var bias = Guarded.Of(-1f, 2f, 3f);
        using var x = Guarded.Random(4, 1);
        using var y = Guarded.Filled(6, 7f);
        MatrixMultiply.Forward(x.Pointer, 0, x.Pointer, y.Pointer, 3, 2, 0, 3, new AddBiasRelu(bias.Pointer));
        Assert.Equal([0f, 2f, 3f, 0f, 2f, 3f], y.Span.ToArray());
        MatrixMultiply.Batched(x.Pointer, 0, 0, 1, x.Pointer, 0, 3, 1, y.Pointer, 0, 3, 1, 2, 0, 3);
        Assert.Equal(new float[6], y.Span.ToArray());
    }

    [Fact]
    public void A_weight_gradient_of_no_rows_is_zero()
    {
        using var gradient = Guarded.Filled((int)Panels.Length(3, 5), 7f);
        MatrixMultiply.WeightGradient(gradient.Pointer, 3, gradient.Pointer, 5, gradient.Pointer, 0, 3, 5, accumulate: false);
        Assert.Equal(new float[gradient.Length], gradient.Span.ToArray());
    }

    [Theory, InlineData(5, 21, 43), InlineData(1, 130, 43), InlineData(1, 1, 1), InlineData(1, 15, 16), InlineData(1, 257, 31), InlineData(1, 700, 100), InlineData(9, 130, 64), InlineData(33, 200, 16), InlineData(2, 64, 1), InlineData(32, 250, 260), InlineData(47, 400, 300)]
    public void Input_gradient_goes_through_its_workspace_part_by_part(int rows, int inner, int columns)
    {
        using var dy = Guarded.Random(rows * columns, 1);
        using var w = Guarded.Random(inner * columns, 2);
        using var panels = Packed(w, inner, columns);
        using var bias = Guarded.Random(inner, 3);
        using var workspace = Guarded.Filled((int)MatrixMultiply.InputGradientWorkspace(inner, columns), float.NaN);
        using var plain = Guarded.Filled(rows * inner, 7f);
        using var biased = Guarded.Filled(rows * inner, 7f);
        MatrixMultiply.InputGradient(
            dy.Pointer, columns, panels.Pointer, plain.Pointer, inner, rows, inner, columns, workspace.Pointer, new NoEpilogue());
        MatrixMultiply.InputGradient(
            dy.Pointer, columns, panels.Pointer, biased.Pointer, inner, rows, inner, columns, workspace.Pointer, new AddBias(bias.Pointer));
        for (int m = 0; m < rows; m++)
        {
            for (int k = 0; k < inner; k++)
            {
                (double sum, double magnitude) = Dot(dy.Span, m * columns, 1, w.Span, k * columns, 1, columns);
                AssertNear(sum, plain.Span[m * inner + k], magnitude);
                AssertNear(sum + bias.Span[k], biased.Span[m * inner + k], magnitude + 1);
            }
        }
    }

    [Fact]
    public void An_epilogue_may_add_what_y_holds()
    {
        const int Rows = 19, Inner = 21, Columns = 43;
        using var x = Guarded.Random(Rows * Inner, 1);
        using var w = Guarded.Random(Inner * Columns, 2);
        using var panels = Packed(w, Inner, Columns);
        using var y = Guarded.Random(Rows * Columns, 3);
        float[] before = y.Span.ToArray();
        MatrixMultiply.Forward(x.Pointer, Inner, panels.Pointer, y.Pointer, Columns, Rows, Inner, Columns, new AddTo(y.Pointer, Columns));
        for (int m = 0; m < Rows; m++)
        {
            for (int n = 0; n < Columns; n++)
            {
                (double sum, double magnitude) = Dot(x.Span, m * Inner, 1, w.Span, n, Columns, Inner);
                AssertNear(sum + before[m * Columns + n], y.Span[m * Columns + n], magnitude + 1);
            }
        }
    }

    private static GuardedBuffer<float> Packed(GuardedBuffer<float> rowMajor, int inner, int columns)
    {
        GuardedBuffer<float> panels = Guarded.Filled((int)Panels.Length(inner, columns), float.NaN);
        Panels.Pack(rowMajor.Span, panels.Pointer, inner, columns);
        return panels;
    }

    private static void AssertPaddingIsZero(GuardedBuffer<float> panels, int inner, int columns)
    {
        for (int n = columns; n < (columns + 15) / 16 * 16; n++)
        {
            for (int k = 0; k < inner; k++)
                Assert.Equal(0f, panels.Span[n / 16 * inner * 16 + k * 16 + n % 16]);
        }
    }

    private static (double Sum, double Magnitude) Dot(
        ReadOnlySpan<float> left, int leftStart, int leftStep, ReadOnlySpan<float> right, int rightStart, int rightStep, int length)
    {
        double sum = 0, magnitude = 0;
        for (int i = 0; i < length; i++)
        {
            double product = (double)left[leftStart + i * leftStep] * right[rightStart + i * rightStep];
            sum += product;
            magnitude += Math.Abs(product);
        }
        return (sum, magnitude);
    }

    private static void AssertNear(double expected, float actual, double magnitude)
    {
        if (!(Math.Abs(expected - actual) <= 1e-6 * magnitude))
            Assert.Fail($"Expected {expected:G9}, found {actual:G9}.");
    }

    private readonly struct Identity : IEpilogue
    {
        public static bool IsHeavy => false;

        public void Ask(nint row, nint rows, nint column, nint columns)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes> => value;
    }

    private readonly struct AddTo(Pointer<float> y, nint stride) : IEpilogue
    {
        public static bool IsHeavy => false;

        public void Ask(nint row, nint rows, nint column, nint columns) => CacheLines.Ask(y, stride, row, rows, column, columns);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes> =>
            value + TLanes.Load(y, row * stride + column);
    }
}
