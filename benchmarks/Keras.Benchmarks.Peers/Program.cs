using BenchmarkDotNet.Running;
using Keras.Benchmarks.Peers;

// dotnet run -c Release                          all engines in turn, ratios printed
// dotnet run -c Release -- --rounds 1000         the same for longer
// dotnet run -c Release -- --benchmark [...]     by BenchmarkDotNet, with its arguments
NativeTorch.Prepare();
switch (args)
{
    case ["--benchmark", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
        break;
    case ["--rounds", var rounds]:
        SideBySide.Run(int.Parse(rounds));
        break;
    default:
        SideBySide.Run(300);
        break;
}
