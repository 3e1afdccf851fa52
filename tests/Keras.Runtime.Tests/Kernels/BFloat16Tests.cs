using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Weights in bfloat16: rounding against a scalar rule, products against sums in double over the rounded weights, and both the same
/// on any number of threads.</summary>
[Collection(ThreadsCollection.Name)]
public class BFloat16Tests
{
    private static readonly int[] Sizes = [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100];

    public static TheoryData<int, int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int, int>();
        foreach (int width in LaneWidth.All)
        {
            for (int i = 0; i < Sizes.Length; i++)
            {
                foreach (int rows in new[] { 1, 2, 7, 8, 9, 33 })
                    data.Add(width, rows, Sizes[i], Sizes[(i * 4 + rows) % Sizes.Length]);
            }
            data.Add(width, 1, 1101, 1000);
            data.Add(width, 5, 1100, 130);
        }
        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_product_is_that_with_rounded_weights(int width, int rows, int inner, int columns)
    {
        foreach (int extra in new[] { 0, 3 })
        {
            int xStride = inner + extra, yStride = columns + extra;
            using var x = Guarded.Random((rows - 1) * xStride + inner, 1);
            using var w = Guarded.Random(inner * columns, 2);
            using var pairs = Rounded(width, w, inner, columns);
            using var bias = Guarded.Random(columns, 3);
            using var y = Guarded.Filled((rows - 1) * yStride + columns, 7f);
            LaneWidth.Run(width, new BFloat16ForwardKernel<AddBiasRelu>(
                x.Pointer, xStride, pairs.Pointer, y.Pointer, yStride, rows, inner, columns, 0, new AddBiasRelu(bias.Pointer)));
            for (int m = 0; m < rows; m++)
            {
                for (int n = 0; n < columns; n++)
                {
                    double sum = bias.Span[n], magnitude = 1;
                    for (int k = 0; k < inner; k++)
                    {
                        double product = (double)x.Span[m * xStride + k] * Nearest(w.Span[k * columns + n]);
                        sum += product;
                        magnitude += Math.Abs(product);
                    }
                    Assert.InRange(Math.Abs(Math.Max(sum, 0) - y.Span[m * yStride + n]), 0, 1e-6 * magnitude);
                }
                for (int gap = columns; gap < yStride && m < rows - 1; gap++)
                    Assert.Equal(7f, y.Span[m * yStride + gap]);
            }
        }
    }

    public static TheoryData<int> Widths() => [.. LaneWidth.All];

    /// <summary>Ties, the largest numbers, subnormals, infinities and NaN of either kind, in both halves.</summary>
    [Theory, MemberData(nameof(Widths))]
    public void Weights_are_rounded_to_the_nearest(int width)
    {
        uint[] bits =
        [
            0x00000000, 0x80000000, 0x3F800000, 0x3F808000, 0x3F818000, 0x3F808001, 0x3F807FFF, 0xBF80C000, 0x00000001, 0x00008000,
            0x00018000, 0x007FFFFF, 0x7F7F7FFF, 0x7F7F8000, 0x7F7FFFFF, 0xFF7FFFFF, 0x7F800000, 0xFF800000, 0x7FC00000, 0x7F800001, 0xFFFFFFFF,
        ];
        int inner = 2 * bits.Length + 1, columns = 17;
        using var w = Guarded.Filled(inner * columns, 0f);
        for (int i = 0; i < w.Span.Length; i++)
            w.Span[i] = BitConverter.UInt32BitsToSingle(bits[(i + i / columns) % bits.Length]);
        using var pairs = Rounded(width, w, inner, columns);
        for (int k = 0; k < inner; k++)
        {
            for (int n = 0; n < columns; n++)
            {
                uint pair = BitConverter.SingleToUInt32Bits(pairs.Span[n / 16 * ((inner + 1) / 2) * 16 + k / 2 * 16 + n % 16]);
                float half = BitConverter.UInt32BitsToSingle(k % 2 == 0 ? pair << 16 : pair & 0xFFFF0000);
                Assert.Equal(Nearest(w.Span[k * columns + n]), half);
            }
        }
        // Behind the last row, and behind the last column.
        Assert.Equal(0u, BitConverter.SingleToUInt32Bits(pairs.Span[(inner - 1) / 2 * 16]) >> 16);
        Assert.Equal(0f, pairs.Span[^1]);
    }

    [Theory]
    [InlineData(1, 40, 1000)]
    [InlineData(1, 33, 63)]
    [InlineData(3, 41, 333)]
    [InlineData(20, 64, 200)]
    public void Threads_change_no_bit(int rows, int inner, int columns)
    {
        using var x = Guarded.Random(rows * inner, 1);
        using var w = Some.Panels(inner, columns);
        using var bias = Guarded.Random(columns, 3);
        using var pairs = new GuardedBuffer<float>((int)BFloat16Panels.Length(inner, columns));
        BFloat16Panels.Round(w.Pointer, pairs.Pointer, inner, columns);
        SameBits.Assert(() =>
        {
            var rounded = Guarded.Filled((int)BFloat16Panels.Length(inner, columns), 7f);
            BFloat16Panels.Round(w.Pointer, rounded.Pointer, inner, columns);
            return rounded;
        });
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(rows * columns, 7f);
            MatrixMultiply.ForwardBFloat16(x.Pointer, inner, pairs.Pointer, y.Pointer, columns, rows, inner, columns, new AddBiasRelu(bias.Pointer));
            return y;
        });
    }

    private static GuardedBuffer<float> Rounded(int width, GuardedBuffer<float> w, int inner, int columns)
    {
        using var panels = new GuardedBuffer<float>((int)Panels.Length(inner, columns));
        Panels.Pack(w.Span, panels.Pointer, inner, columns);
        var pairs = Guarded.Filled((int)BFloat16Panels.Length(inner, columns), float.NaN);
        LaneWidth.Run(width, new BFloat16RoundingKernel(panels.Pointer, pairs.Pointer, inner, (columns + 15) / 16));
        return pairs;
    }

    /// <summary>The nearest number whose lower half is zero; of two that are as near, the one with an even last place.</summary>
    private static float Nearest(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value) || float.IsInfinity(value))
            return value;
        uint below = bits & 0xFFFF0000, rest = bits & 0xFFFF;
        bool up = rest > 0x8000 || (rest == 0x8000 && (bits >> 16) % 2 == 1);
        return BitConverter.UInt32BitsToSingle(up ? below + 0x10000 : below);
    }
}
