using System.Runtime.CompilerServices;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Matrix products and maps are the same on any number of threads.</summary>
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
        data.Add(4, 33, 300);
        data.Add(300, 3, 517);
        data.Add(41, 1024, 97);
        data.Add(30, 517, 200); // an input gradient with dy and dx turned around
        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Product(int rows, int inner, int columns)
    {
        using var x = Guarded.Random(rows * (inner + 1), 1);
        using var w = Some.Panels(inner, columns);
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

    [Theory, InlineData(1, 130), InlineData(2, 33), InlineData(3, 17), InlineData(7, 1), InlineData(15, 16), InlineData(33, 31), InlineData(130, 60), InlineData(130, 5)]
    public void Product_of_sequences(int samples, int length)
    {
        const int Inner = 21, Columns = 43;
        using var x = Guarded.Random(samples * length * Inner, 1);
        using var w = Some.Panels(Inner, Columns);
        using var bias = Guarded.Random(Columns, 3);
        SameBits.Assert(() =>
        {
            var y = Guarded.Filled(samples * length * Columns, 7f);
            MatrixMultiply.ForwardTurned(
                x.Pointer, Inner, w.Pointer, y.Pointer, samples * Columns, samples, length, length, Inner, Columns, new AddBiasRelu(bias.Pointer));
            return y;
        });
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Gradients_of_a_product(int rows, int inner, int columns)
    {
        using var x = Guarded.Random(rows * inner, 1);
        using var w = Some.Panels(inner, columns);
        using var dy = Guarded.Random(rows * columns, 3);
        using var workspace = new GuardedBuffer<float>((int)MatrixMultiply.InputGradientWorkspace(inner, columns));
        SameBits.Assert(() =>
        {
            var dx = Guarded.Filled(rows * inner, 7f);
            MatrixMultiply.InputGradient(
                dy.Pointer, columns, w.Pointer, dx.Pointer, inner, rows, inner, columns, workspace.Pointer, default(NoEpilogue));
            return dx;
        });
        foreach (bool accumulate in new[] { false, true })
        {
            SameBits.Assert(() =>
            {
                var dw = Guarded.Filled((int)Panels.Length(inner, columns), 1f);
                MatrixMultiply.WeightGradient(x.Pointer, inner, dy.Pointer, columns, dw.Pointer, rows, inner, columns, accumulate);
                return dw;
            });
        }
    }

    [Theory]
    [InlineData(1, 33, 5, 17), InlineData(1, 70, 300, 31), InlineData(3, 40, 7, 16), InlineData(9, 5, 33, 15), InlineData(1, 7, 5, 3)]
    public void Product_of_batches(int batches, int rows, int inner, int columns)
    {
        using var a = Guarded.Random(batches * rows * inner, 1);
        using var b = Guarded.Random(batches * inner * columns, 2);
        SameBits.Assert(() =>
        {
            var c = Guarded.Filled(batches * rows * columns, 7f);
            MatrixMultiply.Batched(
                a.Pointer, rows * inner, inner, 1, b.Pointer, inner * columns, 1, inner, c.Pointer, rows * columns, columns, batches, rows, inner, columns);
            return c;
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
