using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>The threads that help: each part is done once, whoever comes when; nobody waits for ever; what fails is told.</summary>
[Collection(ThreadsCollection.Name)]
public unsafe class WorkersTests
{
    /// <summary>Counts each number of the range, and those that other threads counted.</summary>
    private readonly struct Count(int* counts, int* others, int work) : IParts
    {
        public void Run(nint first, nint end, int worker)
        {
            for (nint i = first; i < end; i++) counts[i]++;
            if (worker > 0) Interlocked.Add(ref *others, (int)(end - first));
            Thread.SpinWait(work);
        }
    }

    private readonly struct Fails(nint at) : IParts
    {
        public void Run(nint first, nint end, int worker)
        {
            if (end > at) throw new InvalidDataException($"{nint.Max(first, at)}");
        }
    }

    private readonly struct Nested(int* counts, int* others) : IParts
    {
        public void Run(nint first, nint end, int worker)
        {
            for (nint i = first; i < end; i++) Parts.Run(new Count(counts + 100 * i, others, 1), 100, 1, 1_000_000);
        }
    }

    private readonly struct Writes : IParts
    {
        public void Run(nint first, nint end, int worker)
        {
            if (worker == 0)
            {
                Thread.SpinWait(200);
                return;
            }
            float* scratch = Workers.Scratch(worker, 100 * end);
            new Span<float>(scratch, (int)(100 * end)).Fill(worker);
            Thread.SpinWait(200);
            Assert.Equal(-1, new Span<float>(scratch, (int)(100 * end)).IndexOfAnyExcept(worker));
        }
    }

    public static TheoryData<int, int, int> Ranges()
    {
        var data = new TheoryData<int, int, int>();
        foreach (int threads in new[] { 1, 2, 3, 4, 9 })
            foreach ((int count, int unit) in new[] { (0, 1), (1, 1), (2, 1), (7, 3), (16, 16), (33, 16), (1000, 7), (4096, 1) })
                data.Add(threads, count, unit);
        return data;
    }

    [Theory, MemberData(nameof(Ranges))]
    public void Every_part_is_done_once(int threads, int count, int unit)
    {
        using var many = new ManyThreads(threads);
        using NativeBuffer counts = NativeBuffer.Of<int>(count + 1), others = NativeBuffer.Of<int>(1);
        var work = new Count(counts.Pointer<int>().Value, others.Pointer<int>().Value, 1);
        for (int i = 0; i < 50; i++) Parts.Run(work, count, unit, 1_000_000);
        Assert.Equal(-1, counts.Span<int>()[..count].IndexOfAnyExcept(50));
        Assert.Equal(0, counts.Span<int>()[count]);
        if (threads == 1) Assert.Equal(0, others.Span<int>()[0]);
    }

    [Fact]
    public void Every_part_is_done_once_at_real_costs()
    {
        int threads = KerasOptions.Threads;
        try
        {
            KerasOptions.Threads = 2;
            using NativeBuffer counts = NativeBuffer.Of<int>(100), others = NativeBuffer.Of<int>(1);
            var work = new Count(counts.Pointer<int>().Value, others.Pointer<int>().Value, 100);
            for (int i = 0; i < 1000; i++) Parts.Run(work, 100, 3, Cost.LeastWorkToWake);
            Assert.Equal(-1, counts.Span<int>().IndexOfAnyExcept(1000));
        }
        finally
        {
            KerasOptions.Threads = threads;
        }
    }

    [Theory, InlineData(16, 99, 16), InlineData(24, 99, 12), InlineData(30, 99, 15), InlineData(5, 99, 5), InlineData(13, 2, 2), InlineData(49, 4, 4)]
    public void Blocks_are_of_the_same_number_of_units(int units, int most, int blocks)
    {
        using NativeBuffer counts = NativeBuffer.Of<int>(10 * units + 3), others = NativeBuffer.Of<int>(1);
        var work = new Count(counts.Pointer<int>().Value, others.Pointer<int>().Value, 1);
        static void Run(void* work, nint first, nint end, int worker) => ((Count*)work)->Run(first, end, worker);
        var job = new Parts.Job(&Run, &work, 10 * units + 3, 10, most, enough: 12);
        Assert.Equal(blocks, job.Blocks);
        double sum = 0;
        for (int block = 0; block < blocks; block++)
        {
            double share = job.Run(block, worker: 0);
            if (block > 0 && block + 1 < blocks) Assert.Equal(sum / block, share, 1e-12);
            sum += share;
        }
        Assert.Equal(1, sum, 1e-12);
        Assert.Equal(-1, counts.Span<int>().IndexOfAnyExcept(1));
    }

    [Fact]
    public void Other_threads_help()
    {
        using var many = new ManyThreads(2);
        using NativeBuffer counts = NativeBuffer.Of<int>(100), others = NativeBuffer.Of<int>(1);
        var work = new Count(counts.Pointer<int>().Value, others.Pointer<int>().Value, 2_000);
        // On a busy machine the system may keep a worker waiting for a while.
        for (int i = 0; i < 10_000 && others.Span<int>()[0] == 0; i++) Parts.Run(work, 100, 1, 1_000_000);
        Assert.NotEqual(0, others.Span<int>()[0]);
    }

    /// <summary>Notes with which part each thread began.</summary>
    private readonly struct Begins(int* begins, int work) : IParts
    {
        public void Run(nint first, nint end, int worker)
        {
            if (begins[worker] < 0) begins[worker] = (int)first;
            Thread.SpinWait(work);
        }
    }

    [Fact]
    public void Each_thread_begins_with_a_share_of_its_own()
    {
        using var many = new ManyThreads(2);
        using NativeBuffer begins = NativeBuffer.Of<int>(2);
        // Who comes late, since the system had no processor for it, may find its share taken.
        for (int i = 0; i < 10_000 && !begins.Span<int>().SequenceEqual([0, 48]); i++)
        {
            begins.Span<int>().Fill(-1);
            Parts.Run(new Begins(begins.Pointer<int>().Value, 2_000), 96, 1, 1_000_000);
        }
        Assert.Equal([0, 48], begins.Span<int>());
    }

    [Fact]
    public void Work_under_the_threshold_stays_on_its_thread()
    {
        int threads = KerasOptions.Threads;
        try
        {
            KerasOptions.Threads = 4;
            using NativeBuffer counts = NativeBuffer.Of<int>(100), others = NativeBuffer.Of<int>(1);
            var work = new Count(counts.Pointer<int>().Value, others.Pointer<int>().Value, 100);
            for (int i = 0; i < 100; i++) Parts.Run(work, 100, 1, Cost.LeastWork - 1);
            Assert.Equal(0, others.Span<int>()[0]);
        }
        finally
        {
            KerasOptions.Threads = threads;
        }
    }

    [Fact]
    public void Work_within_work_is_done()
    {
        using var many = new ManyThreads(3);
        using NativeBuffer counts = NativeBuffer.Of<int>(10_000), others = NativeBuffer.Of<int>(1);
        for (int i = 0; i < 20; i++) Parts.Run(new Nested(counts.Pointer<int>().Value, others.Pointer<int>().Value), 100, 1, 1_000_000);
        Assert.Equal(-1, counts.Span<int>().IndexOfAnyExcept(20));
    }

    [Fact]
    public void The_first_failure_reaches_the_caller_whatever_the_timing_and_work_goes_on()
    {
        using var many = new ManyThreads(4);
        for (int i = 0; i < 200; i++)
            Assert.Equal("37", Assert.Throws<InvalidDataException>(() => Parts.Run(new Fails(37), 100, 1, 1_000_000)).Message);
        Every_part_is_done_once(4, 100, 1);
    }

    [Fact]
    public void Workers_have_scratch_memory_of_their_own()
    {
        using var many = new ManyThreads(3);
        for (int i = 0; i < 200; i++) Parts.Run(new Writes(), 100, 1, 1_000_000);
    }

    [Fact]
    public void Calls_on_more_threads_than_there_are_workers_all_end()
    {
        using var many = new ManyThreads(3);
        var callers = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            using NativeBuffer counts = NativeBuffer.Of<int>(64), others = NativeBuffer.Of<int>(1);
            for (int i = 1; i <= 500; i++)
            {
                Parts.Run(new Count(counts.Pointer<int>().Value, others.Pointer<int>().Value, 5), 64, 1, 1_000_000);
                if (counts.Span<int>().IndexOfAnyExcept(i) >= 0) throw new InvalidOperationException("A part was left out, or done twice.");
            }
        })).ToArray();
        foreach (Thread caller in callers) caller.Start();
        for (int i = 0; i < 50; i++)
        {
            KerasOptions.Threads = 1 + i % 4; // at any time
            Thread.Sleep(1);
        }
        foreach (Thread caller in callers) Assert.True(caller.Join(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Sleeping_workers_are_woken()
    {
        using var many = new ManyThreads(2);
        using NativeBuffer counts = NativeBuffer.Of<int>(100), others = NativeBuffer.Of<int>(1);
        var work = new Count(counts.Pointer<int>().Value, others.Pointer<int>().Value, 5_000);
        for (int i = 0; i < 1_000 && others.Span<int>()[0] == 0; i++)
        {
            Thread.Sleep(2); // far beyond a worker's patience
            Parts.Run(work, 100, 1, 1_000_000);
        }
        Assert.NotEqual(0, others.Span<int>()[0]);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        using var many = new ManyThreads(3);
        using NativeBuffer counts = NativeBuffer.Of<int>(100), others = NativeBuffer.Of<int>(1);
        var work = new Count(counts.Pointer<int>().Value, others.Pointer<int>().Value, 10);
        Parts.Run(work, 100, 1, 1_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Parts.Run(work, 100, 1, 1_000_000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(257)]
    public void A_number_of_threads_out_of_range_is_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KerasOptions.Threads = threads);
}
