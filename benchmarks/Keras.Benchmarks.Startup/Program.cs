using System.Diagnostics;
using System.Runtime;
using Keras.Benchmarks.Startup;

// dotnet run -c Release [-- mlp] [--methods]: from the start of the process to the first prediction of a residual network of 50 layers, or
// of the first model of Keras's guide, weights drawn on the way; with what the JIT compiles for it. Run it several times.
// Whatever a method names is loaded with it: hence what a prediction does not need stands in methods that are not called before it.
var lists = Array.IndexOf(args, "--methods") >= 0;
if (lists) Listen();
if (Array.IndexOf(args, "mlp") >= 0) Measure(MakeMlp);
else Measure(MakeResidualNetwork);
if (lists) PrintMethods();

static void Listen() => CompiledMethods.Listen();

static void PrintMethods() => CompiledMethods.Print();

static Action MakeMlp()
{
    var (image, label) = (Ramp(784), new float[10]);
    var model = new Mlp(seed: 1);
    return () => model.Predict(new Mlp.InputSpans(image), new Mlp.OutputSpans(label), 1);
}

static Action MakeResidualNetwork()
{
    var (image, label) = (Ramp(32 * 32 * 3), new float[10]);
    var model = new ResidualNetwork(seed: 1);
    return () => model.Predict(new ResidualNetwork.InputSpans(image), new ResidualNetwork.OutputSpans(label), 1);
}

static void Measure(Func<Action> make)
{
    var start = Stopwatch.GetTimestamp();
    var predict = make();
    var making = Stopwatch.GetElapsedTime(start);
    predict();
    Print(predict, making, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, JitInfo.GetCompiledMethodCount(), JitInfo.GetCompilationTime());
}

// What it takes to look, reading the time zone above all, comes after what is looked at.
static void Print(Action predict, TimeSpan making, long end, TimeSpan busy, long compiled, TimeSpan compiling)
{
    var process = Process.GetCurrentProcess();
    var started = DateTime.Now - process.StartTime - Stopwatch.GetElapsedTime(end);
    var watch = Stopwatch.StartNew();
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
