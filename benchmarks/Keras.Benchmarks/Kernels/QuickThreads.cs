using System.Diagnostics;

namespace Keras.Benchmarks.Kernels;

/// <summary>Kernels on one thread and on two, at sizes about where a second one begins to pay: one call after another, when workers are
/// awake, and a call every two milliseconds, when they sleep.</summary>
internal static class QuickThreads
{
    private const int Rounds = 15;
    private const int SleepingCalls = 40;

    /// <param name="part">What the label of operands must hold.</param>
    internal static void Run(string part)
    {
        int threads = KerasOptions.Threads;
        Console.WriteLine("kernel                          1 thread us   2 threads us  speedup    rested 1 us    rested 2 us  speedup");
        foreach ((int rows, int columns, int inner) in new[]
                 { (16, 64, 256), (32, 64, 784), (32, 128, 512), (32, 512, 512), (128, 256, 512), (512, 512, 512), (1, 512, 512), (1, 1024, 4096) })
        {
            string label = $"{rows}x{columns}x{inner}";
            if (!label.Contains(part, StringComparison.Ordinal))
                continue;
            using var operands = new MatrixOperands(rows, columns, inner);
            Print(label, operands.BiasRelu);
            Print("  dX", operands.InputGradient);
            Print("  dW", operands.WeightGradient);
        }
        foreach ((int length, int channels, int filters) in new[] { (7, 64, 64), (14, 64, 64), (28, 64, 64), (56, 64, 64), (27, 1, 64) })
        {
            string label = $"3x3 {length}x{length}x{channels} -> {filters} of 2";
            if (!label.Contains(part, StringComparison.Ordinal))
                continue;
            using var operands = new ConvolutionOperands(2, length, channels, filters, 3);
            Print(label, operands.Forward);
            Print("  dX", operands.InputGradient);
            Print("  dW", operands.KernelGradient);
        }
        foreach (int count in new[] { 16, 64, 256, 1024, 4096 })
        {
            string size = $"{count} Ki elements";
            if (!size.Contains(part, StringComparison.Ordinal))
                continue;
            using var operands = new ElementOperands(count * 1024);
            foreach ((string label, Action work) in operands.Functions.Where(function => function.Label is "add" or "exp" or "sum over rows of 64"))
                Print($"{label}, {size}", work);
        }
        KerasOptions.Threads = threads;
    }

    private static void Print(string label, Action work)
    {
        (double one, double two) = Compare(work, Repeated);
        (double restedOne, double restedTwo) = Compare(work, Rested);
        Console.WriteLine(
            $"{label,-30} {one * 1e6,12:F2} {two * 1e6,14:F2} {one / two,8:F2} {restedOne * 1e6,14:F2} {restedTwo * 1e6,14:F2} {restedOne / restedTwo,8:F2}");
    }

    /// <summary>Medians, in turns.</summary>
    private static (double One, double Two) Compare(Action work, Func<Action, double> measure)
    {
        var (one, two) = (new double[Rounds], new double[Rounds]);
        for (int round = 0; round < Rounds; round++)
        {
            KerasOptions.Threads = 1;
            one[round] = measure(work);
            KerasOptions.Threads = 2;
            two[round] = measure(work);
        }
        Array.Sort(one);
        Array.Sort(two);
        return (one[Rounds / 2], two[Rounds / 2]);
    }

    private static double Repeated(Action work)
    {
        // Small work wakes a worker when a millisecond of it has come.
        Repeat(work, milliseconds: 2);
        return Repeat(work, milliseconds: 5);
    }

    private static double Repeat(Action work, double milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        for (; calls == 0 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds; calls++)
            work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }

    private static double Rested(Action work)
    {
        var seconds = new double[SleepingCalls / Rounds + 1];
        for (int call = 0; call < seconds.Length; call++)
        {
            Thread.Sleep(2);
            long start = Stopwatch.GetTimestamp();
            work();
            seconds[call] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(seconds);
        return seconds[seconds.Length / 2];
    }
}
