using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Rewriting.Passes;

/// <summary>Two convolutions, or two matrix products, with nothing but a bias between them are one, with the product of their kernels, where
/// that takes at most half the multiplications. The second convolution must not be padded: it would see zeros where one convolution sees
/// what the first would have made there.</summary>
public sealed class ComposedProducts : RewritingPass
{
    public override void Run(InstructionList instructions)
    {
        for (var i = 0; i < instructions.Count; i++)
            if (KernelProduct.Of(instructions[i], instructions) is { } outer) Compose(outer, instructions);
    }

    /// <summary>Makes a product one with that which alone makes its operand.</summary>
    private static void Compose(KernelProduct outer, InstructionList list)
    {
        var (x, bias) = (outer.X, ChannelMap.Identity);
        while (list.ProducerOf(x) is { Op: Map } between && between.Operands.FirstOrDefault(operand => !list.IsOfWeights(operand)) is { } product &&
            ChannelMap.Of(between, product, list) is { } map && list.OnlyReaderOf(product) == between)
            (x, bias) = (product, bias.After(map));
        if (KernelProduct.Of(list.ProducerOf(x), list) is not { } inner || list.OnlyReaderOf(outer.X) != outer.Instruction) return;
        if (bias.Affine is not (ConstantFormula { Value: 1 }, var shift)) return;
        if (inner.Instruction.Op is DotGeneral && outer.Instruction.Op is DotGeneral) Compose(inner, outer, bias, shift, list);
        if (inner.Instruction.Op is Convolution { Groups: 1 } first && outer.Instruction.Op is Convolution { Groups: 1 } second &&
            second.Windows.All(window => window.Low == 0 && window.High is { IsKnown: true, Value: <= 0 }))
            Compose(inner, first, outer, second, bias, shift, list);
    }

    private static bool Pays(long multiplications, KernelProduct inner, KernelProduct outer) =>
        2 * multiplications <= inner.Multiplications + outer.Multiplications;

    private static void Compose(KernelProduct inner, KernelProduct outer, ChannelMap bias, Formula shift, InstructionList list)
    {
        if (!Pays(inner.Kernel.Shape[0].Value * outer.Kernel.Shape[1].Value, inner, outer)) return;
        list.Replace(outer.Instruction, builder =>
        {
            builder.Scope = Both(inner, outer);
            return Add(builder, outer, outer.Apply(builder, inner.X, builder.MatMul(outer.Kernel.Name, inner.Kernel, outer.Kernel)), outer.Kernel, bias, shift);
        });
    }

    private static void Compose(
        KernelProduct inner, Convolution first, KernelProduct outer, Convolution second, ChannelMap bias, Formula shift, InstructionList list)
    {
        var windows = first.Windows.Zip(second.Windows, Join).ToList();
        var (channels, filters) = (inner.Kernel.Shape[-2], outer.Kernel.Shape[-1]);
        var size = windows.Aggregate(channels * filters, (product, window) => product * window.Size).Value;
        if (!Pays(KernelProduct.MultiplicationsOf(size, windows), inner, outer)) return;
        list.Replace(outer.Instruction, builder =>
        {
            builder.Scope = Both(inner, outer);
            var (name, axes) = (outer.Kernel.Name, Enumerable.Range(0, windows.Count).ToList());
            // Each element of the first kernel spreads the second one.
            var spread = builder.TransposedConvolution(
                name, builder.Transpose(name, inner.Kernel, [windows.Count, .. axes, windows.Count + 1]),
                builder.Transpose(name, outer.Kernel, [.. axes, windows.Count + 1, windows.Count]), first.Windows.Zip(second.Windows, Spread));
            var kernel = builder.Transpose(name, spread, [.. axes.Select(axis => axis + 1), 0, windows.Count + 1]);
            var sums = builder.Reduce(name, ReduceKind.Sum, outer.Kernel, [.. axes]);
            return Add(builder, outer, builder.Convolution(outer.Result.Name, inner.X, kernel, windows), sums, bias, shift);
        });
    }

    /// <summary>Where one product stands for both layers, it is as exact as either asks for, and its weights are rounded where both allow it.</summary>
    private static Scope Both(KernelProduct inner, KernelProduct outer)
    {
        var (first, second) = (inner.Instruction.Scope, outer.Instruction.Scope);
        return second with
        {
            Precision = first.Precision == Precision.Exact ? first.Precision : second.Precision,
            Storage = first.Storage == second.Storage ? second.Storage : WeightStorage.Float32,
        };
    }

    /// <summary>The windows of both, one after the other.</summary>
    private static Window Join(Window first, Window second) => new(
        first.Length, second.Count, SizeOf(first, second), first.Stride * second.Stride, Dilation: 1, first.Low);

    /// <summary>Where an element of the first kernel and one of the second meet.</summary>
    private static Window Spread(Window first, Window second) => new(
        SizeOf(first, second), first.Size, second.Size, first.Dilation, second.Dilation * first.Stride, 0);

    private static int SizeOf(Window first, Window second) => (first.Size - 1) * first.Dilation + (second.Size - 1) * second.Dilation * first.Stride + 1;

    /// <summary>Adds what the outer product makes of the inner one's bias.</summary>
    /// <param name="matrix">The outer kernel, summed over its positions.</param>
    private static Value Add(ProgramBuilder builder, KernelProduct outer, Value product, Value matrix, ChannelMap bias, Formula shift)
    {
        if (shift is ConstantFormula { Value: 0 }) return product;
        var (name, channels) = (outer.Result.Name, matrix.Shape[0]);
        var vector = builder.Reshape(name, bias.Vector(builder, name, shift, channels), Shape.Of(1, channels));
        var sum = builder.Reshape(name, builder.MatMul(name, vector, matrix), Shape.Of(matrix.Shape[1]));
        return builder.Map(name, Formula.Operand(0) + Formula.Operand(1), product, sum);
    }
}
