using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Rewriting.Passes;

/// <summary>What scales and shifts the channels of a product, as batch normalization does in inference, scales the kernel instead and is
/// added as one bias.</summary>
public sealed class ScaledKernels : RewritingPass
{
    public override void Run(InstructionList instructions)
    {
        for (var i = 0; i < instructions.Count; i++)
            if (KernelProduct.Of(instructions[i], instructions) is { } product) Fold(product, instructions);
    }

    private static void Fold(KernelProduct product, InstructionList list)
    {
        var (y, map, last, maps) = (product.Result, ChannelMap.Identity, product.Instruction, 0);
        while (ChannelMap.Of(list.OnlyReaderOf(y), y, list) is { } next && next.After(map) is { Affine: not null } both)
        {
            (map, last) = (both, list.OnlyReaderOf(y)!);
            y = last.Result;
            maps++;
        }
        var (scale, shift) = map.Affine!.Value;
        // A bias alone is what it is.
        if (scale is ConstantFormula { Value: 1 } && maps < 2) return;
        list.Replace(last, builder =>
        {
            builder.Scope = product.Instruction.Scope;
            var kernel = scale is ConstantFormula { Value: 1 } ? product.Kernel : Scale(builder, product, map, scale);
            var scaled = product.Apply(builder, product.X, kernel);
            return shift is ConstantFormula { Value: 0 } ? scaled : builder.Map(
                y.Name, Formula.Operand(0) + Formula.Operand(1), scaled, map.Vector(builder, y.Name, shift, y.Shape[-1]));
        });
    }

    private static Value Scale(ProgramBuilder builder, KernelProduct product, ChannelMap map, Formula scale)
    {
        var kernel = product.Kernel;
        var factors = map.Vector(builder, kernel.Name, scale, product.Result.Shape[-1]);
        // Behind the filters of a transposed convolution come those of what it spreads.
        if (product.FilterAxis != -1) factors = builder.Reshape(kernel.Name, factors, Shape.Of([.. factors.Shape.Dims, .. Enumerable.Repeat(Dim.Known(1), -1 - product.FilterAxis)]));
        return builder.Map(kernel.Name, Formula.Operand(0) * Formula.Operand(1), kernel, factors);
    }
}
