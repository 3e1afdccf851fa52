using BenchmarkDotNet.Running;
using Keras.Benchmarks.Kernels;

// dotnet run -c Release                              every benchmark, by BenchmarkDotNet (choose with --filter)
// dotnet run -c Release -- --quick [name] [part]     kernels in seconds, with the share of the machine's peak; only rows that hold the part
if (args is ["--quick", ..])
    QuickKernels.Run(args.Length > 1 ? args[1] : "", args.Length > 2 ? args[2] : "");
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
