using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>Work over a range that can be cut anywhere at multiples of some number, with the same result bit for bit: parts write to
/// different places, and none reads what another writes. A struct whose fields are the work's arguments.</summary>
internal interface IParts
{
    /// <summary>Does the part from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    /// <param name="first">Where the part begins.</param>
    /// <param name="end">Behind its end.</param>
    /// <param name="worker">The thread: 0 is that of the call, the others have scratch memory of their own (<see cref="Workers.Scratch"/>).</param>
    void Run(nint first, nint end, int worker);
}

/// <summary>Runs work on one thread or on several, by what it costs.</summary>
internal static unsafe class Parts
{
    /// <summary>Runs <paramref name="work"/> over 0 to before <paramref name="count"/>.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="count">Length of the range.</param>
    /// <param name="unit">Parts begin at multiples of it; the last one takes the rest and is at least as long.</param>
    /// <param name="nanoseconds">What all of it takes on one thread (<see cref="Cost"/>).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TParts>(in TParts work, nint count, nint unit, long nanoseconds) where TParts : struct, IParts
    {
        if (nanoseconds < Cost.LeastWork || !Divide(work, count, unit, nanoseconds))
            work.Run(0, count, 0);
    }

    /// <summary>Runs a kernel of which a part is a kernel, on the widest registers.</summary>
    /// <inheritdoc cref="Run{TParts}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void RunKernel<TKernel>(in TKernel kernel, nint count, nint unit, long nanoseconds)
        where TKernel : struct, IDivisible<TKernel>
    {
        if (nanoseconds < Cost.LeastWork || !Divide(new KernelParts<TKernel>(kernel), count, unit, nanoseconds))
            WidestLanes.Run(kernel);
    }

    /// <summary>Runs a kernel over short rows, on the registers that fit a row.</summary>
    /// <inheritdoc cref="Run{TParts}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void RunRowKernel<TKernel>(in TKernel kernel, nint columns, nint count, nint unit, long nanoseconds)
        where TKernel : struct, IDivisible<TKernel>
    {
        if (nanoseconds < Cost.LeastWork || !Divide(new RowKernelParts<TKernel>(kernel, columns), count, unit, nanoseconds))
            WidestLanes.RunOnRows(kernel, columns);
    }

    /// <summary>The unit of work of which each part repeats something, such as to gather what all of them read: a part for each thread.</summary>
    /// <param name="count">Length of the range.</param>
    /// <param name="unit">Where it can be cut.</param>
    internal static nint Share(nint count, nint unit) => nint.Max(unit, count / Workers.Threads / unit * unit);

    /// <summary>Divides work among threads, where that pays.</summary>
    /// <returns>False where nothing was done, for the caller to do it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool Divide<TParts>(in TParts work, nint count, nint unit, long nanoseconds) where TParts : struct, IParts
    {
        if (count / unit < 2 || !Workers.Pay(nanoseconds))
            return false;
        // On the stack, where workers find it: this method returns only when they are done.
        TParts arguments = work;
        var most = (nint)Math.Max(2, nanoseconds / Cost.Block);
        return Workers.Run(new Job(&RunPart<TParts>, Unsafe.AsPointer(ref arguments), count, unit, most, Workers.EnoughBlocks));
    }

    private static void RunPart<TParts>(void* work, nint first, nint end, int worker) where TParts : struct, IParts =>
        Unsafe.AsRef<TParts>(work).Run(first, end, worker);

    /// <summary>Work of any type, in blocks of the same number of units.</summary>
    internal readonly struct Job
    {
        private readonly delegate*<void*, nint, nint, int, void> _run;
        private readonly void* _work;
        private readonly nint _count, _length;

        /// <param name="run">Does a part.</param>
        /// <param name="work">Its arguments.</param>
        /// <param name="count">Length of the range.</param>
        /// <param name="unit">Parts begin at multiples of it.</param>
        /// <param name="most">Blocks at most.</param>
        /// <param name="enough">Blocks from which on they need not be smaller.</param>
        internal Job(delegate*<void*, nint, nint, int, void> run, void* work, nint count, nint unit, nint most, nint enough)
        {
            nint units = count / unit, together = nint.Max((units + most - 1) / most, units / enough);
            _run = run;
            _work = work;
            _count = count;
            _length = together * unit;
            Blocks = (units + together - 1) / together;
        }

        internal nint Blocks { get; }

        /// <summary>Does one of the blocks.</summary>
        /// <returns>The share of the work.</returns>
        internal double Run(nint block, int worker)
        {
            nint first = block * _length, end = block + 1 == Blocks ? _count : first + _length;
            _run(_work, first, end, worker);
            return (double)(end - first) / _count;
        }
    }
}
