using System.Collections.Immutable;
using Keras.Compiler.Support;

namespace Keras.Compiler.Ops;

/// <summary>A convolution or one of its adjoints. All three are about one sum of products: of x (batch, axes..., channels), a kernel
/// (sizes..., channels / groups, filters) and y (batch, axes..., filters), where window i of an axis meets its position j in
/// x[i·stride + j·dilation − low], and filters are connected to the channels of their own group alone. Each op takes two of them and
/// gives the third; so the adjoints of one are the two others.</summary>
/// <param name="Windows">One for each axis between batch and channels: one to three.</param>
/// <param name="Groups">Parts that channels and filters are divided into.</param>
public abstract record ConvolutionOp(EquatableArray<Window> Windows, int Groups) : Op
{
    /// <summary>Whether fast algorithms, which round more, may stand for it and its adjoints.</summary>
    public Precision Precision { get; init; }

    public sealed override string Attributes =>
        string.Join("; ", Windows) + (Groups == 1 ? "" : $"; {Groups} groups") + (Precision == Precision.Exact ? "; exact" : "");

    public sealed override Cost Cost => Cost.Compute;

    public sealed override Kept Keeps => Kept.Operands;

    public sealed override IEnumerable<(Dim Length, Dim Least)> LeastLengths =>
        Windows.Where(window => window.Least != 0).Select(window => (window.Length, window.Least));

    /// <summary>Shape of x.</summary>
    protected Shape Input(Dim batch, Dim channels) => Shape.Of([batch, .. Windows.Select(window => window.Length), channels]);

    /// <summary>Shape of y.</summary>
    protected Shape Output(Dim batch, Dim filters) => Shape.Of([batch, .. Windows.Select(window => window.Count), filters]);

    /// <summary>Shape of the kernel.</summary>
    protected Shape Kernel(Dim channels, Dim filters) => Shape.Of(
        [.. Windows.Select(window => (Dim)window.Size), channels.DivideExactly(Groups) ?? throw Fault($"{channels} channels"), filters]);

    /// <summary>Fails unless an operand has the shape that the others ask for.</summary>
    protected void Require(Shape found, Shape expected)
    {
        if (!found.Agrees(expected)) throw Fault($"{found} instead of {expected}");
    }

    /// <summary>The two operands' shapes.</summary>
    protected (Shape First, Shape Second) Two(ImmutableArray<TensorType> operands) =>
        operands is [{ Shape: var first }, { Shape: var second }] && first.Rank == Windows.Count + 2 && second.Rank == Windows.Count + 2
            ? (first, second)
            : throw Fault(string.Join(" and ", operands));

    private OpVerificationException Fault(string found) => new($"{this} does not take {found}.");
}

/// <summary>y of x and kernel.</summary>
public sealed record Convolution(EquatableArray<Window> Windows, int Groups) : ConvolutionOp(Windows, Groups)
{
    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var (x, kernel) = Two(operands);
        Require(x, Input(x[0], x[-1]));
        Require(kernel, Kernel(x[-1], kernel[-1]));
        return [new TensorType(Output(x[0], kernel[-1]), DType.Float32)];
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (context.Cotangents[0] is not { } dy) return [null, null];
        var (x, kernel) = (context.Operands[0], context.Operands[1]);
        return
        [
            context.Wanted[0] ? context.Builder.Apply(new ConvolutionInputGradient(Windows, Groups) { Precision = Precision }, x.GradientName(), dy, kernel) : null,
            context.Wanted[1] ? context.Builder.Apply(new ConvolutionKernelGradient(Windows, Groups) { Precision = Precision }, kernel.GradientName(), x, dy) : null,
        ];
    }
}

/// <summary>x of y and kernel: the gradient by the input, and the forward pass of transposed convolutions.</summary>
public sealed record ConvolutionInputGradient(EquatableArray<Window> Windows, int Groups) : ConvolutionOp(Windows, Groups)
{
    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var (y, kernel) = Two(operands);
        var channels = kernel[-2] * Groups;
        Require(y, Output(y[0], kernel[-1]));
        Require(kernel, Kernel(channels, kernel[-1]));
        return [new TensorType(Input(y[0], channels), DType.Float32)];
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (context.Cotangents[0] is not { } dx) return [null, null];
        var (y, kernel) = (context.Operands[0], context.Operands[1]);
        return
        [
            context.Wanted[0] ? context.Builder.Apply(new Convolution(Windows, Groups) { Precision = Precision }, y.GradientName(), dx, kernel) : null,
            context.Wanted[1] ? context.Builder.Apply(new ConvolutionKernelGradient(Windows, Groups) { Precision = Precision }, kernel.GradientName(), dx, y) : null,
        ];
    }
}

/// <summary>The kernel of x and y: the gradient by the kernel.</summary>
public sealed record ConvolutionKernelGradient(EquatableArray<Window> Windows, int Groups) : ConvolutionOp(Windows, Groups)
{
    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var (x, y) = Two(operands);
        Require(x, Input(x[0], x[-1]));
        Require(y, Output(x[0], y[-1]));
        return [new TensorType(Kernel(x[-1], y[-1]), DType.Float32)];
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (context.Cotangents[0] is not { } dkernel) return [null, null];
        var (x, y) = (context.Operands[0], context.Operands[1]);
        return
        [
            context.Wanted[0] ? context.Builder.Apply(new ConvolutionInputGradient(Windows, Groups) { Precision = Precision }, x.GradientName(), y, dkernel) : null,
            context.Wanted[1] ? context.Builder.Apply(new Convolution(Windows, Groups) { Precision = Precision }, y.GradientName(), x, dkernel) : null,
        ];
    }
}

/// <summary>Convolutions.</summary>
public static class ConvolutionBuilder
{
    /// <summary>A convolution of x (batch, axes..., channels) with a kernel (sizes..., channels / groups, filters).</summary>
    public static Value Convolution(this ProgramBuilder builder, string name, Value x, Value kernel, IEnumerable<Window> windows, int groups = 1)
    {
        var (channels, filters) = (x.Shape[-1], kernel.Shape[-1]);
        // Filters of one channel each, several to a channel: a channel for each filter.
        if (groups > 1 && channels == groups && filters.DivideExactly(channels) is { } multiplier && multiplier != 1)
        {
            var repeated = builder.BroadcastTo(
                x.Name, builder.Reshape(x.Name, x, Shape.Of([.. x.Shape.Dims, 1])), Shape.Of([.. x.Shape.Dims, multiplier]));
            (x, groups) = (builder.Reshape(x.Name, repeated, x.Shape.WithAxis(-1, filters)), (int)filters.Value);
        }
        return builder.Apply(new Convolution(windows.ToEquatableArray(), groups) { Precision = builder.Scope.Precision }, name, x, kernel);
    }

    /// <summary>A convolution of each channel by itself, with a kernel (sizes..., channels, multiplier).</summary>
    public static Value DepthwiseConvolution(this ProgramBuilder builder, string name, Value x, Value kernel, IEnumerable<Window> windows)
    {
        var filters = kernel.Shape[-2] * kernel.Shape[-1];
        var single = builder.Reshape(kernel.Name, kernel, kernel.Shape.WithAxis(-1, filters).WithAxis(-2, 1));
        return builder.Convolution(name, x, single, windows, (int)kernel.Shape[-2].Value);
    }

    /// <summary>The adjoint of a convolution as a forward step: y (batch, axes..., filters) spread by a kernel (sizes..., channels, filters).</summary>
    public static Value TransposedConvolution(this ProgramBuilder builder, string name, Value y, Value kernel, IEnumerable<Window> windows) =>
        builder.Apply(new ConvolutionInputGradient(windows.ToEquatableArray(), 1) { Precision = builder.Scope.Precision }, name, y, kernel);
}
