using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Optimizers;

/// <summary>Weights whose gradient is computed in parts while they are updated, against those whose gradient was written as a whole: every
/// bit is equal.</summary>
public sealed unsafe class ProductUpdateTests
{
    private static readonly Func<Optimizer>[] Optimizers =
    [
        () => new SGD(0.1f), () => new SGD(0.1f, momentum: 0.9f), () => new RMSprop(), () => new RMSprop(momentum: 0.5f, centered: true),
        () => new Adam(), () => new Adam(amsgrad: true), () => new AdamW(), () => new Adagrad(), () => new Adadelta(), () => new Adamax(), () => new Nadam(),
        () => new Ftrl(), () => new Lion(),
        () => new RMSprop { ClipValue = 0.01f }, () => new SGD { WeightDecay = 0.1f, ClipValue = 0.1f }, () => new Adam { UseEma = true, EmaOverwriteFrequency = 2 },
    ];

    public static TheoryData<int, int, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, int, int>();
            for (var i = 0; i < Optimizers.Length; i++)
                foreach (var (rows, inner, columns) in ((int, int, int)[])[(1, 1, 1), (1, 257, 33), (3, 256, 15), (2, 700, 48), (130, 255, 17), (33, 20, 64)])
                    cases.Add(i, rows, inner, columns);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parts_make_the_whole(int optimizer, int rows, int inner, int columns)
    {
        var random = new Random(inner);
        var length = (int)Panels.Length(inner, columns);
        using NativeBuffer gradient = NativeBuffer.Of<float>(length), x = NativeBuffer.Of<float>(rows * inner), dy = NativeBuffer.Of<float>(rows * columns);
        using NativeBuffer atOnce = NativeBuffer.Of<float>(length), inParts = NativeBuffer.Of<float>(length);
        var initial = Draw(inner * columns);
        Panels.Pack(initial, atOnce.Pointer<float>(), inner, columns);
        Panels.Pack(initial, inParts.Pointer<float>(), inner, columns);
        using var written = new ProductGradient(gradient.Pointer<float>().Value, length);
        using var late = new ProductGradient(null, length);
        var (whole, parts) = (Optimizers[optimizer](), Optimizers[optimizer]());
        Assert.True(parts.TakesParts);
        whole.Build([Variable(atOnce, gradient, null)]);
        parts.Build([Variable(inParts, null, late)]);
        for (var step = 0; step < 4; step++)
        {
            Draw(rows * inner).CopyTo(x.Span<float>());
            Draw(rows * columns).CopyTo(dy.Span<float>());
            foreach (var product in (ProductGradient[])[written, late])
                MatrixMultiply.WeightGradient(x.Pointer<float>(), inner, dy.Pointer<float>(), columns, product, rows, inner, columns);
            Assert.Equal(gradient.Span<float>(), late.Whole());
            whole.Apply();
            parts.Apply();
            Assert.Equal(atOnce.Span<float>(), inParts.Span<float>());
        }
        Assert.All(whole.State.Zip(parts.State), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
        Assert.NotEqual(initial, Unpacked());

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

        float[] Unpacked()
        {
            var values = new float[inner * columns];
            Panels.Unpack(inParts.Pointer<float>(), values, inner, columns);
            return values;
        }

        TrainableVariable Variable(NativeBuffer values, NativeBuffer? written, ProductGradient? product)
        {
            var variable = new TrainableVariable(values, "dense/kernel", [inner, columns], WeightLayout.Panels, length);
            variable.Bind(values.Pointer<float>(), written?.Pointer<float>() ?? default, product: product);
            return variable;
        }
    }

    [Fact]
    public void What_needs_the_whole_gradient_takes_no_parts()
    {
        Optimizer[] all = [new Lamb(), new Adam { ClipNorm = 1f }, new Adam { GlobalClipNorm = 1f }, new Adam { GradientAccumulationSteps = 2 }, new OfAUser()];
        Assert.All(all, optimizer => Assert.False(optimizer.TakesParts));
    }

    private sealed class OfAUser() : Optimizer("mine", 0.1f)
    {
        protected internal override void Update(in VariableUpdate update)
        {
        }
    }
}
