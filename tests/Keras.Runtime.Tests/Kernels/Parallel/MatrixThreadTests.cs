using System.Runtime.CompilerServices;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Matrix products, convolutions and maps are the same on any number of threads.</summary>
[Collection(ThreadsCollection.Name)]
public class MatrixThreadTests
{
    public static TheoryData<int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int>();
        int[] sizes = [1, 2, 15, 16, 17, 31, 33, 64, 65, 130];
        for (int i = 0; i < sizes.Length; i++)
            for (int j = 0; j < sizes.Length; j++)
                data.Add(sizes[i], sizes[(i * 3 + j) % sizes.Length], sizes[j]);
        data.Add(1, 517, 300);
        data.Add(300, 3, 517);
        data.Add(41, 1024, 97);
        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Product(int rows, int inner, int columns)
    {
        using var x = Guarded.Random(rows * (inner + 1), 1);
        using var w = Panels(inner, columns);
        using var bias = Guarded.Random(columns, 3);
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(rows * (columns + 2), 7f);
            MatrixMultiply.Forward(x.Pointer, inner + 1, w.Pointer, y.Pointer, columns + 2, rows, inner, columns, new AddBiasRelu(bias.Pointer));
            return y;
        });
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(rows * columns, 7f);
            MatrixMultiply.Forward(x.Pointer, inner + 1, w.Pointer, y.Pointer, columns, rows, inner, columns, default(NoEpilogue));
            return y;
        });
    }

    private static GuardedBuffer<float> Panels(int inner, int columns)
    {
        using var rows = Guarded.Random(inner * columns, 2);
        var panels = new GuardedBuffer<float>((int)Keras.Kernels.Panels.Length(inner, columns));
        Keras.Kernels.Panels.Pack(rows.Span, panels.Pointer, inner, columns);
        return panels;
    }

    [Theory]
    [InlineData(1, 9, 3, 5, 3, 1, 1), InlineData(2, 17, 5, 33, 3, 1, 1), InlineData(3, 16, 16, 16, 3, 2, 1), InlineData(2, 15, 4, 6, 5, 1, 2)]
    [InlineData(1, 33, 1, 64, 3, 1, 1), InlineData(4, 7, 64, 31, 1, 1, 1)]
    public void Convolution_of_images(int batch, int length, int channels, int filters, int size, int stride, int groups)
    {
        int count = (length + stride - 1) / stride;
        var axis = new WindowAxis(length, count, size, stride, 1, Math.Max((count - 1) * stride + size - length, 0) / 2);
        var grid = new WindowGrid(batch, axis, axis);
        int inner = size * size * channels / groups, block = 24;
        using var x = Guarded.Random(batch * length * length * channels, 1);
        using var kernel = groups == 1 ? Panels(inner, filters) : Guarded.Random(inner * filters, 2);
        using var bias = Guarded.Random(filters, 3);
        using var workspace = new GuardedBuffer<float>(block * inner + (int)Keras.Kernels.Panels.Length(inner, filters / groups));
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(batch * count * count * filters, 7f);
            Convolution.Forward(
                x.Pointer, channels, kernel.Pointer, y.Pointer, filters, grid, channels, filters, groups, block, workspace.Pointer,
                new AddBiasRelu(bias.Pointer));
            workspace.AssertGuards();
            return y;
        });
    }

    private readonly struct Curve(Pointer<float> x, Pointer<float> bias, nint rows, nint columns) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Evaluate<TLanes>(nint outer, nint row, nint column) where TLanes : struct, ILanes<TLanes> =>
            TLanes.Exp(TLanes.Load(x, (outer * rows + row) * columns + column)) + TLanes.Load(bias, column);
    }

    private readonly struct TwoCurves(Pointer<float> x, Pointer<float> first, Pointer<float> second, nint rows, nint columns) : IMapGroup
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLanes>(nint outer, nint row, nint column) where TLanes : struct, ILanes<TLanes>
        {
            nint at = (outer * rows + row) * columns + column;
            TLanes value = ElementFunctions.Tanh(TLanes.Load(x, at));
            TLanes.Store(value, first, at);
            TLanes.Store(value * value, second, at);
        }
    }

    [Theory]
    [InlineData(1, 1, 1), InlineData(1, 1, 15), InlineData(1, 1, 4099), InlineData(1, 3, 5003), InlineData(3, 2, 2049), InlineData(2, 1000, 3)]
    [InlineData(7, 33, 17), InlineData(1, 100, 64), InlineData(500, 1, 33), InlineData(1, 5000, 1)]
    public void Expression(int outer, int rows, int columns)
    {
        int count = outer * rows * columns;
        using var x = Guarded.Random(count, 1);
        using var bias = Guarded.Random(columns, 2);
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(count, 7f);
            Map.Run(y.Pointer, outer, rows, columns, new Curve(x.Pointer, bias.Pointer, rows, columns));
            return y;
        });
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(2 * count, 7f);
            Map.RunGroup(outer, rows, columns, new TwoCurves(x.Pointer, y.Pointer, y.Pointer + count, rows, columns));
            return y;
        });
    }
}
