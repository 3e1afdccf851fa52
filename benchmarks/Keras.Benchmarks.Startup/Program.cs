using System.Diagnostics;
using System.Runtime;
using Keras.Benchmarks.Startup;

// dotnet run -c Release [-- mlp] [--methods]: from the start of the process to the first prediction of a residual network of 50 layers, or
// of the first model of Keras's guide, weights drawn on the way; with what the JIT compiles for it. Run it several times.
using var methods = args.Contains("--methods") ? new CompiledMethods() : null;
if (args.Contains("mlp"))
    Measure(() =>
    {
        var (image, label) = (Ramp(784), new float[10]);
        var model = new Mlp(seed: 1);
        return () => model.Predict(new Mlp.InputSpans(image), new Mlp.OutputSpans(label), 1);
    });
else
    Measure(() =>
    {
        var (image, label) = (Ramp(32 * 32 * 3), new float[10]);
        var model = new ResidualNetwork(seed: 1);
        return () => model.Predict(new ResidualNetwork.InputSpans(image), new ResidualNetwork.OutputSpans(label), 1);
    });
methods?.Print();

static void Measure(Func<Action> make)
{
    var watch = Stopwatch.StartNew();
    var predict = make();
    var making = watch.Elapsed;
    predict();
    // What it takes to look, reading the time zone above all, comes after what is looked at.
    var (end, busy, compiled, compiling) =
        (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, JitInfo.GetCompiledMethodCount(), JitInfo.GetCompilationTime());
    var process = Process.GetCurrentProcess();
    var started = DateTime.Now - process.StartTime - Stopwatch.GetElapsedTime(end);
    watch.Restart();
    predict();
    Console.WriteLine(
        $"process start to first prediction {started.TotalMilliseconds:0} ms ({busy.TotalMilliseconds:0} ms of processor time), of which making the model {making.TotalMilliseconds:0} ms; " +
        $"second prediction {watch.Elapsed.TotalMilliseconds:0.00} ms; {process.PeakWorkingSet64 >> 20} MB at most; " +
        $"{compiled} methods compiled in {compiling.TotalMilliseconds:0} ms");
}

// No query: what it takes to compile would be counted.
static float[] Ramp(int count)
{
    var values = new float[count];
    for (var i = 0; i < count; i++) values[i] = i % 7 / 7f;
    return values;
}
