using System.Runtime.CompilerServices;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

public class MapTests
{
    public static TheoryData<int, int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int, int>();
        foreach (int width in LaneWidth.All)
        {
            foreach (int columns in new[] { 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 100 })
            {
                data.Add(width, 1, 1, columns);
                data.Add(width, 2, 3, columns);
            }
            data.Add(width, 1, 3000, 5); // more rows than a block
            data.Add(width, 1, 2, 5000);
        }
        return data;
    }

    /// <summary>scale·x[row, column] + bias[column] + outer.</summary>
    private readonly struct Affine(Pointer<float> x, nint stride, Pointer<float> bias, float scale) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Evaluate<TLanes>(nint outer, nint row, nint column) where TLanes : struct, ILanes<TLanes> =>
            ElementFunctions.MultiplyAdd(TLanes.Broadcast(scale), TLanes.Load(x, row * stride + column), TLanes.Load(bias, column))
            + TLanes.Broadcast(outer);
    }

    /// <summary>Whether the integer at (row, column) is not the byte there.</summary>
    private readonly struct Differs(Pointer<int> integers, Pointer<byte> bytes, nint stride) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Evaluate<TLanes>(nint outer, nint row, nint column) where TLanes : struct, ILanes<TLanes> =>
            ElementFunctions.NotEqual(TLanes.Load(integers, row * stride + column), TLanes.Load(bytes, row * stride + column));
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Writes_every_element_once_and_no_other(int width, int outer, int rows, int columns)
    {
        using var x = Guarded.Random(rows * columns, 1);
        using var bias = Guarded.Random(columns, 2);
        using var y = Guarded.Filled(outer * rows * columns, 7f);
        Run(width, new Map.FloatTarget(y.Pointer), outer, rows, columns, new Affine(x.Pointer, columns, bias.Pointer, 3f));
        for (int i = 0; i < y.Length; i++)
        {
            int column = i % columns, row = i / columns % rows, o = i / columns / rows;
            Assert.Equal(3.0 * x.Span[row * columns + column] + bias.Span[column] + o, y.Span[i], 1e-6);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Reads_integers_and_bytes_and_writes_truth_values(int width, int outer, int rows, int columns)
    {
        using var integers = new GuardedBuffer<int>(rows * columns);
        using var bytes = new GuardedBuffer<byte>(rows * columns);
        using var y = new GuardedBuffer<byte>(outer * rows * columns);
        var random = new Random(3);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes.Span[i] = (byte)random.Next(256);
            integers.Span[i] = random.Next(3) == 0 ? bytes.Span[i] : -bytes.Span[i] - 1;
        }
        Run(width, new Map.ByteTarget(y.Pointer), outer, rows, columns, new Differs(integers.Pointer, bytes.Pointer, columns));
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(integers.Span[i % bytes.Length] != bytes.Span[i % bytes.Length] ? 1 : 0, y.Span[i]);
    }

    /// <summary>sum = x + y and product = x·y, the second in rows that are further apart.</summary>
    private readonly struct SumAndProduct(Pointer<float> x, Pointer<float> y, nint stride, Pointer<float> sum, Pointer<float> product, nint outerStride, nint productStride)
        : IMapGroup
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLanes>(nint outer, nint row, nint column) where TLanes : struct, ILanes<TLanes>
        {
            var left = TLanes.Load(x, outer * outerStride + row * stride + column);
            var right = TLanes.Load(y, column);
            TLanes.Store(left + right, sum, outer * outerStride + row * stride + column);
            TLanes.Store(left * right, product, (outer * (outerStride / stride) + row) * productStride + column);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_group_writes_all_its_results(int width, int outer, int rows, int columns)
    {
        const int gap = 3;
        using var x = Guarded.Random(outer * rows * columns, 1);
        using var y = Guarded.Random(columns, 2);
        using var sum = Guarded.Filled(x.Length, 7f);
        using var product = Guarded.Filled(outer * rows * (columns + gap), 7f);
        var group = new SumAndProduct(x.Pointer, y.Pointer, columns, sum.Pointer, product.Pointer, rows * columns, columns + gap);
        switch (width)
        {
            case 1: Map.RunGroup<SumAndProduct, Lanes1>(rows, columns, group, MapRange.All(outer, rows, columns)); break;
            case 4: Map.RunGroup<SumAndProduct, Lanes4>(rows, columns, group, MapRange.All(outer, rows, columns)); break;
            case 8: Map.RunGroup<SumAndProduct, Lanes8>(rows, columns, group, MapRange.All(outer, rows, columns)); break;
            default: Map.RunGroup<SumAndProduct, Lanes16>(rows, columns, group, MapRange.All(outer, rows, columns)); break;
        }
        for (int i = 0; i < product.Length; i++)
        {
            int row = i / (columns + gap), column = i % (columns + gap);
            Assert.Equal(column < columns ? x.Span[row * columns + column] * y.Span[column] : 7f, product.Span[i]);
            if (column < columns) Assert.Equal(x.Span[row * columns + column] + y.Span[column], sum.Span[row * columns + column]);
        }
        Map.RunGroup(outer, rows, columns, group);
    }

    [Fact]
    public void Public_forms_choose_a_width()
    {
        using var x = Guarded.Random(6 * 37, 1);
        using var bias = Guarded.Random(37, 2);
        using var y = Guarded.Filled(x.Length, 7f);
        using var truth = new GuardedBuffer<byte>(x.Length);
        Map.Run(y.Pointer, 1, 6, 37, new Affine(x.Pointer, 37, bias.Pointer, 3f));
        Map.Run(truth.Pointer, 1, 6, 37, new Affine(x.Pointer, 37, bias.Pointer, 0f));
        Assert.Equal(3.0 * x.Span[100] + bias.Span[100 % 37], y.Span[100], 1e-6);
        Assert.Equal(-1, truth.Span.IndexOfAnyExcept((byte)1));
        Map.Run(y.Pointer, 0, 6, 37, new Affine(x.Pointer, 37, bias.Pointer, 3f));
        Map.Run(y.Pointer, 1, 6, 0, new Affine(x.Pointer, 37, bias.Pointer, 3f));
    }

    private static void Run<TTarget, TMap>(int width, TTarget target, int outer, int rows, int columns, TMap map)
        where TTarget : struct, Map.ITarget<TTarget> where TMap : struct, IMap
    {
        switch (width)
        {
            case 1: Map.Run<TMap, TTarget, Lanes1>(target, rows, columns, map, MapRange.All(outer, rows, columns)); break;
            case 4: Map.Run<TMap, TTarget, Lanes4>(target, rows, columns, map, MapRange.All(outer, rows, columns)); break;
            case 8: Map.Run<TMap, TTarget, Lanes8>(target, rows, columns, map, MapRange.All(outer, rows, columns)); break;
            default: Map.Run<TMap, TTarget, Lanes16>(target, rows, columns, map, MapRange.All(outer, rows, columns)); break;
        }
    }
}
