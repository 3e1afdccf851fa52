using System.Diagnostics;
using Keras.Benchmarks.Startup;

// dotnet run -c Release: from the start of the process to the first prediction of a residual network of 50 layers, weights drawn on
// the way. Run it several times.
var image = new float[32 * 32 * 3];
var label = new float[10];
for (var i = 0; i < image.Length; i++) image[i] = i % 7 / 7f;

var made = Stopwatch.StartNew();
using var model = new ResidualNetwork(seed: 1);
var making = made.Elapsed;
model.Predict(new ResidualNetwork.InputSpans(image), new ResidualNetwork.OutputSpans(label), 1);
var started = DateTime.Now - Process.GetCurrentProcess().StartTime;
made.Restart();
model.Predict(new ResidualNetwork.InputSpans(image), new ResidualNetwork.OutputSpans(label), 1);
Console.WriteLine(
    $"process start to first prediction {started.TotalMilliseconds:0} ms, of which making the model {making.TotalMilliseconds:0} ms; " +
    $"second prediction {made.Elapsed.TotalMilliseconds:0.00} ms; {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB at most");
