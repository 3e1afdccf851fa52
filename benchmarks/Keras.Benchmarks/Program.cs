using BenchmarkDotNet.Running;
using Keras.Benchmarks.Kernels;

// dotnet run -c Release                       every benchmark, by BenchmarkDotNet (choose with --filter)
// dotnet run -c Release -- --quick [name]     kernels in seconds, with the share of the machine's peak
if (args is ["--quick", ..])
    QuickKernels.Run(args.Length > 1 ? args[1] : "");
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
