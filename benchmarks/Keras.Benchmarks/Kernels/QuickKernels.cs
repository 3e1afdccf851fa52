using Keras.Benchmarks.Models;

namespace Keras.Benchmarks.Kernels;

/// <summary>A table of the kernels' speed, against the machine's peak measured beside each of them.</summary>
internal static class QuickKernels
{
    internal static void Run(string name)
    {
        if ("matrix".StartsWith(name, StringComparison.Ordinal))
            Matrices();
        if ("elements".StartsWith(name, StringComparison.Ordinal))
            Elements();
        if ("recurrent".StartsWith(name, StringComparison.Ordinal))
            RecurrentWork.Run();
    }

    private static void Matrices()
    {
        Console.WriteLine("matrix product (M x N x K)         median us   GFLOP/s    best us   GFLOP/s  of peak");
        (int Rows, int Columns, int Inner)[] shapes =
        [
            (64, 64, 64), (256, 256, 256), (1024, 1024, 1024), (32, 64, 784), (32, 512, 512), (1024, 64, 576), (33, 96, 100),
            (1, 64, 784), (1, 64, 64), (1, 256, 64), (32, 10, 64), (32, 16, 256), (2, 64, 64),
        ];
        foreach ((int rows, int columns, int inner) in shapes)
        {
            using var operands = new MatrixOperands(rows, columns, inner);
            string shape = $"{rows}x{columns}x{inner}";
            Print(shape, operands.Plain, operands.Operations);
            Print(shape + " +bias relu", operands.BiasRelu, operands.Operations);
            Print(shape + " dX", operands.InputGradient, operands.Operations);
            Print(shape + " dW", operands.WeightGradient, operands.Operations);
            Print(shape + " batched", operands.Batched, operands.Operations);
        }
    }

    private static void Print(string label, Action work, double operations)
    {
        double peak = MachinePeak.Operations / Quick.Measure(MachinePeak.Loop).Best;
        (double median, double best) = Quick.Measure(work);
        Console.WriteLine(
            $"{label,-30} {median * 1e6,13:F2} {operations / median / 1e9,9:F1} {best * 1e6,10:F2} {operations / best / 1e9,9:F1} {operations / best / peak,8:P0}");
    }

    private static void Elements()
    {
        const int Count = 4096;
        Console.WriteLine("element-wise, 4096 in the first-level cache     ns per element (median, best)");
        using var operands = new ElementOperands(Count);
        foreach ((string label, Action work) in operands.Functions)
        {
            (double median, double best) = Quick.Measure(work);
            Console.WriteLine($"{label,-40} {median * 1e9 / Count,14:F3} {best * 1e9 / Count,9:F3}");
        }
    }
}
