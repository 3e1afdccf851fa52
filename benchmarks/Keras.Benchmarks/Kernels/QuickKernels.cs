using Keras.Benchmarks.Models;

namespace Keras.Benchmarks.Kernels;

/// <summary>A table of the kernels' speed, against the machine's peak measured beside each of them.</summary>
internal static class QuickKernels
{
    /// <param name="name">How the name of a table begins.</param>
    /// <param name="part">What the label of a row must hold.</param>
    internal static void Run(string name, string part)
    {
        int threads = KerasOptions.Threads;
        KerasOptions.Threads = 1;
        if ("matrix".StartsWith(name, StringComparison.Ordinal))
            Matrices(part);
        if ("convolutions".StartsWith(name, StringComparison.Ordinal))
            Convolutions(part);
        if ("winograd".StartsWith(name, StringComparison.Ordinal))
            QuickWinograd.Run();
        if ("elements".StartsWith(name, StringComparison.Ordinal))
            Elements();
        if ("recurrent".StartsWith(name, StringComparison.Ordinal))
            RecurrentWork.Run(part);
        KerasOptions.Threads = threads;
        if ("threads".StartsWith(name, StringComparison.Ordinal))
            QuickThreads.Run(part);
    }

    private static void Matrices(string part)
    {
        Console.WriteLine("matrix product (M x N x K)         median us   GFLOP/s    best us   GFLOP/s  of peak");
        (int Rows, int Columns, int Inner)[] shapes =
        [
            (64, 64, 64), (256, 256, 256), (1024, 1024, 1024), (32, 64, 784), (32, 512, 512), (1024, 64, 576), (33, 96, 100),
            (1, 64, 784), (1, 64, 64), (1, 256, 64), (1, 1024, 256), (1, 1000, 16384), (32, 10, 64), (32, 16, 256), (2, 64, 64), (32, 3, 256), (32, 1, 64),
            // A recurrent cell: a step of 64 and of 256 units, the projection of the inputs of 100 steps.
            (32, 256, 64), (32, 1024, 256), (32, 256, 1024), (3200, 1024, 64), (3200, 1024, 256),
        ];
        foreach ((int rows, int columns, int inner) in shapes)
        {
            string shape = $"{rows}x{columns}x{inner}";
            if (!shape.Contains(part, StringComparison.Ordinal))
                continue;
            using var operands = new MatrixOperands(rows, columns, inner);
            Print(shape, operands.Plain, operands.Operations);
            Print(shape + " +bias relu", operands.BiasRelu, operands.Operations);
            Print(shape + " dX", operands.InputGradient, operands.Operations);
            Print(shape + " dW", operands.WeightGradient, operands.Operations);
            Print(shape + " batched", operands.Batched, operands.Operations);
        }
    }

    private static void Convolutions(string part)
    {
        Console.WriteLine("convolution, same                  median us   GFLOP/s    best us   GFLOP/s  of peak");
        (string Label, Func<ConvolutionOperands> Make)[] shapes =
        [
            ("3x3 56x56x64 -> 64", () => new ConvolutionOperands(1, 56, 64, 64, 3)),
            ("3x3 14x14x64 -> 64", () => new ConvolutionOperands(1, 14, 64, 64, 3)),
            ("3x3 14x14x128 -> 256", () => new ConvolutionOperands(1, 14, 128, 256, 3)),
            ("3x3 7x7x64 -> 64 of 8", () => new ConvolutionOperands(8, 7, 64, 64, 3)),
            ("3x3 28x28x16 -> 16", () => new ConvolutionOperands(1, 28, 16, 16, 3)),
            ("3x3 64x64x3 -> 64", () => new ConvolutionOperands(1, 64, 3, 64, 3)),
            ("3x3 256x256x3 -> 3", () => new ConvolutionOperands(1, 256, 3, 3, 3)),
            ("5x5 28x28x1 -> 32", () => new ConvolutionOperands(1, 28, 1, 32, 5)),
            ("3x3 28x28x64 -> 64 by 2", () => new ConvolutionOperands(1, 28, 64, 64, 3, stride: 2)),
            ("1x1 28x28x64 -> 64 by 2", () => new ConvolutionOperands(1, 28, 64, 64, 1, stride: 2)),
            ("3x3 28x28x64 depthwise", () => new ConvolutionOperands(1, 28, 64, 64, 3, depthwise: true)),
            ("3x3 7x7x64 depthwise", () => new ConvolutionOperands(1, 7, 64, 64, 3, depthwise: true)),
            ("3x3 112x112x32 depthwise", () => new ConvolutionOperands(1, 112, 32, 32, 3, depthwise: true)),
            ("3x3 14x14x512 depthwise", () => new ConvolutionOperands(1, 14, 512, 512, 3, depthwise: true)),
            ("3x3 56x56x128 depthwise by 2", () => new ConvolutionOperands(1, 56, 128, 128, 3, stride: 2, depthwise: true)),
            ("5x5 14x14x240 depthwise", () => new ConvolutionOperands(1, 14, 240, 240, 5, depthwise: true)),
        ];
        foreach ((string label, Func<ConvolutionOperands> make) in shapes)
        {
            if (!label.Contains(part, StringComparison.Ordinal))
                continue;
            using var operands = make();
            Print(label, operands.Forward, operands.Operations);
            Print(label + " dX", operands.InputGradient, operands.Operations);
            Print(label + " dW", operands.KernelGradient, operands.Operations);
        }
        foreach ((int batch, int length, int channels) in ((int, int, int)[])[(1, 256, 1), (1, 256, 2), (1, 256, 3), (8, 256, 3), (1, 64, 3), (1, 28, 3), (1, 128, 4), (1, 128, 5), (1, 128, 6), (1, 128, 7), (1, 128, 8)])
        {
            string label = $"3x3 {length}x{length}x{channels} of {batch} lines";
            if (!label.Contains(part, StringComparison.Ordinal))
                continue;
            using var operands = new LineOperands(batch, length, channels);
            Print(label, operands.Forward, operands.Operations);
            Print(label + " wide", operands.WideForward, operands.Operations);
            Print(label + " dX", operands.InputGradient, operands.Operations);
            Print(label + " dW", operands.KernelGradient, operands.Operations);
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
