using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>Some of the lines of a tensor (outer, length, inner) along its middle axis: those of some outer numbers, in some columns of the
/// inner axis.</summary>
internal readonly struct LineRange(nint firstOuter, nint endOuter, nint firstColumn, nint endColumn)
{
    internal readonly nint FirstOuter = firstOuter;

    internal readonly nint EndOuter = endOuter;

    internal readonly nint FirstColumn = firstColumn;

    /// <summary>Behind the last column, or beyond the inner axis.</summary>
    internal readonly nint EndColumn = endColumn;

    /// <summary>All lines of so many outer numbers.</summary>
    public static implicit operator LineRange(nint outer) => new(0, outer, 0, nint.MaxValue);
}

/// <summary>A kernel over lines of a tensor (outer, length, inner), each of which it computes by itself.</summary>
internal interface ILineKernel<TSelf> : ILaneKernel where TSelf : struct, ILineKernel<TSelf>
{
    /// <summary>The kernel over other lines of the same tensors.</summary>
    TSelf Over(LineRange lines);
}

/// <summary>Divides kernels over lines among threads: by outer numbers, or by columns where there is one.</summary>
internal readonly struct LineParts<TKernel>(in TKernel kernel, nint outer) : IParts where TKernel : struct, ILineKernel<TKernel>
{
    /// <summary>Columns of the widest register: cuts there leave each column to registers of the same width.</summary>
    private const int ColumnUnit = 16;

    private readonly TKernel _kernel = kernel;

    public void Run(nint first, nint end, int worker) =>
        WidestLanes.Run(_kernel.Over(outer > 1 ? new(first, end, 0, nint.MaxValue) : new(0, outer, first, end)));

    /// <summary>Runs a kernel over all lines.</summary>
    /// <param name="kernel">The kernel over all lines.</param>
    /// <param name="outer">First length of its tensor.</param>
    /// <param name="inner">Last length.</param>
    /// <param name="nanoseconds">What it costs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run(in TKernel kernel, nint outer, nint inner, long nanoseconds)
    {
        if (nanoseconds < Cost.LeastWork ||
            !Parts.Divide(new LineParts<TKernel>(kernel, outer), outer > 1 ? outer : inner, outer > 1 ? 1 : ColumnUnit, nanoseconds))
            WidestLanes.Run(kernel);
    }
}
