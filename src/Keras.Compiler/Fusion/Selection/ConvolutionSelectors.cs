using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>Which kind of kernel a convolution wants.</summary>
internal static class ConvolutionKind
{
    /// <summary>Each channel by itself: a kernel of its own.</summary>
    public static bool IsDepthwise(ConvolutionOp op, Value x, Value y) => op.Groups > 1 && x.Shape[-1] == op.Groups && y.Shape[-1] == op.Groups;

    /// <summary>Windows of one position: a matrix product over the channels.</summary>
    public static bool IsPointwise(ConvolutionOp op) => op.Groups == 1 && op.Windows.All(window => window.IsIdentity);

    /// <summary>One window that is the whole of a sample: a matrix product over all its elements.</summary>
    public static bool IsWhole(ConvolutionOp op) => op.Groups == 1 && op.Windows.All(window =>
        window.Count == 1 && window.Low == 0 && window.Length == window.Size && (window.Dilation == 1 || window.Size == 1));

    /// <summary>A row for each sample.</summary>
    public static Shape Rows(Value x) => Shape.Of(x.Shape[0], Extent.Product(x.Shape.Dims.Skip(1)));
}

/// <summary>A convolution, as a matrix product where it is one.</summary>
public sealed class ConvolutionSelector : StepSelector<Convolution>
{
    protected override void Select(Convolution op, Instruction instruction, SelectionContext context)
    {
        var (x, kernel, scope) = (instruction.Operands[0], instruction.Operands[1], instruction.Scope);
        if (ConvolutionKind.IsDepthwise(op, x, instruction.Result))
            context.Add(new DepthwiseConvolutionStep(op, null, instruction.Operands, instruction.Results, scope));
        else if (ConvolutionKind.IsPointwise(op))
            context.Add(new MatMulStep(null, false, instruction.Operands, instruction.Results, scope));
        else if (ConvolutionKind.IsWhole(op))
            context.Add(new MatMulStep(null, false, [context.Reshape(x, ConvolutionKind.Rows(x), scope), kernel], instruction.Results, scope));
        else
            context.Add(new ConvolutionStep(op, null, instruction.Operands, instruction.Results, scope));
    }
}

/// <summary>The gradient by the input, which is also the transposed convolution.</summary>
public sealed class ConvolutionInputGradientSelector : StepSelector<ConvolutionInputGradient>
{
    protected override void Select(ConvolutionInputGradient op, Instruction instruction, SelectionContext context)
    {
        var scope = instruction.Scope;
        if (ConvolutionKind.IsDepthwise(op, instruction.Result, instruction.Operands[0]))
            context.Add(new OpStep(op, instruction.Operands, instruction.Results, scope));
        else if (ConvolutionKind.IsPointwise(op))
            context.Add(new InputGradientStep(null, instruction.Operands, instruction.Results, scope));
        else if (ConvolutionKind.IsWhole(op))
        {
            var rows = context.Between(instruction.Result, ConvolutionKind.Rows(instruction.Result));
            context.Add(new InputGradientStep(null, instruction.Operands, [rows], scope));
            context.Add(new CopyStep([rows], instruction.Results, scope));
        }
        else
            context.Add(new ConvolutionInputGradientStep(op, instruction.Operands, instruction.Results, scope));
    }
}

/// <summary>The gradient by the kernel.</summary>
public sealed class ConvolutionKernelGradientSelector : StepSelector<ConvolutionKernelGradient>
{
    protected override void Select(ConvolutionKernelGradient op, Instruction instruction, SelectionContext context)
    {
        var (x, dy, scope) = (instruction.Operands[0], instruction.Operands[1], instruction.Scope);
        if (ConvolutionKind.IsDepthwise(op, x, dy))
            context.Add(new DepthwiseKernelGradientStep(op, instruction.Operands, instruction.Results, scope));
        else if (ConvolutionKind.IsPointwise(op))
            context.Add(new WeightGradientStep(instruction.Operands, instruction.Results, scope));
        else if (ConvolutionKind.IsWhole(op))
            context.Add(new WeightGradientStep([context.Reshape(x, ConvolutionKind.Rows(x), scope), dy], instruction.Results, scope));
        else
            context.Add(new ConvolutionKernelGradientStep(op, instruction.Operands, instruction.Results, scope));
    }
}
