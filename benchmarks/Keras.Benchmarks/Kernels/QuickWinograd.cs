using System.Globalization;

namespace Keras.Benchmarks.Kernels;

/// <summary>Winograd's convolutions beside the direct ones: milliseconds, operations of the direct sum per second, and the ratio of the
/// times. "of peak" is what the products at the points, which are all that must be multiplied, would take at the machine's peak, as a share
/// of the time taken.</summary>
internal static class QuickWinograd
{
    private static readonly (string Label, int Batch, int Length, bool Same, int Channels, int Filters, int Size)[] Shapes =
    [
        ("3x3 222x222x64 -> 64", 1, 224, false, 64, 64, 3),
        ("3x3 110x110x64 -> 128", 1, 112, false, 64, 128, 3),
        ("3x3 54x54x128 -> 256", 1, 56, false, 128, 256, 3),
        ("3x3 56x56x128 -> 128", 1, 56, true, 128, 128, 3),
        ("3x3 28x28x64 -> 64", 1, 28, true, 64, 64, 3),
        ("3x3 14x14x256 -> 256", 1, 14, true, 256, 256, 3),
        ("3x3 7x7x64 -> 64", 1, 7, true, 64, 64, 3),
        ("3x3 27x27x32 -> 32", 1, 27, true, 32, 32, 3),
        ("3x3 35x35x48 -> 64", 1, 35, true, 48, 64, 3),
        ("3x3 35x35x96 -> 96", 1, 35, true, 96, 96, 3),
        ("3x3 56x56x16 -> 16", 1, 56, true, 16, 16, 3),
        ("3x3 28x28x17 -> 33", 1, 28, true, 17, 33, 3),
        ("3x3 64x64x3 -> 64", 1, 64, true, 3, 64, 3),
        ("5x5 64x64x3 -> 64", 1, 64, true, 3, 64, 5),
        ("5x5 56x56x64 -> 64", 1, 56, true, 64, 64, 5),
        ("5x5 35x35x48 -> 64", 1, 35, true, 48, 64, 5),
        ("5x5 14x14x128 -> 128", 1, 14, true, 128, 128, 5),
        ("5x5 28x28x32 -> 96", 1, 28, true, 32, 96, 5),
    ];

    /// <summary>Blocks from the environment: KERAS_BLOCK for x and dx, KERAS_GRADIENT_BLOCK for the kernel's gradient.</summary>
    internal static void Run()
    {
        int block = Number("KERAS_BLOCK", 24), gradientBlock = Number("KERAS_GRADIENT_BLOCK", 48);
        string only = Environment.GetEnvironmentVariable("KERAS_SHAPES") ?? "";
        Console.WriteLine($"{"Winograd, blocks of " + block + " and " + gradientBlock,-36} {"direct ms",10} {"ms",9} {"GFLOP/s",9} {"ratio",7} {"of peak",8}");
        foreach ((string label, int batch, int length, bool same, int channels, int filters, int size) in Shapes.Where(shape => shape.Label.Contains(only, StringComparison.Ordinal)))
        {
            using var direct = new ConvolutionOperands(batch, length, channels, filters, size, same: same);
            double peak = MachinePeak.Operations / Quick.Measure(MachinePeak.Loop).Best;
            double forward = Quick.Measure(direct.Forward).Best, input = Quick.Measure(direct.InputGradient).Best, kernel = Quick.Measure(direct.KernelGradient).Best;
            foreach (int tile in new[] { 2, 4 })
            {
                using var operands = new WinogradOperands(batch, length, same, channels, filters, size, tile, block, gradientBlock);
                double edge = (tile + size - 1.0) / (tile * size), floor = direct.Operations * edge * edge / peak;
                string name = $"{label} F({tile}, {size})";
                Print(name, forward, operands.Forward, direct.Operations, floor);
                Print(name + " dX", input, operands.InputGradient, direct.Operations, floor);
                Print(name + " dW", kernel, operands.KernelGradient, direct.Operations, floor);
                Console.WriteLine($"{name + " kernel",-36} {"",10} {Quick.Measure(operands.Transform).Best * 1e3,9:F3}");
            }
        }
    }

    private static void Print(string label, double direct, Action work, double operations, double floor)
    {
        double seconds = Quick.Measure(work).Best;
        Console.WriteLine(
            $"{label,-36} {direct * 1e3,10:F3} {seconds * 1e3,9:F3} {operations / seconds / 1e9,9:F1} {direct / seconds,7:F2} {floor / seconds,8:P0}");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
