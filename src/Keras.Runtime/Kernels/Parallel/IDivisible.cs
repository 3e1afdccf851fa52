namespace Keras.Kernels;

/// <summary>A kernel of which a part is a kernel of the same type, with other pointers and lengths.</summary>
internal interface IDivisible<TSelf> : ILaneKernel where TSelf : struct, IDivisible<TSelf>
{
    /// <summary>The kernel for a part of the range.</summary>
    TSelf Part(nint first, nint end);
}

/// <summary>The parts of a kernel, on the widest registers.</summary>
internal readonly struct KernelParts<TKernel>(in TKernel kernel) : IParts where TKernel : struct, IDivisible<TKernel>
{
    private readonly TKernel _kernel = kernel;

    public void Run(nint first, nint end, int worker) => WidestLanes.Run(_kernel.Part(first, end));
}

/// <summary>The parts of a kernel over rows, on the registers that fit a row.</summary>
internal readonly struct RowKernelParts<TKernel>(in TKernel kernel, nint columns) : IParts where TKernel : struct, IDivisible<TKernel>
{
    private readonly TKernel _kernel = kernel;

    public void Run(nint first, nint end, int worker) => WidestLanes.RunOnRows(_kernel.Part(first, end), columns);
}
