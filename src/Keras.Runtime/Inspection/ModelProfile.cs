using System.Globalization;

namespace Keras;

/// <summary>Where the time of a prediction goes.</summary>
public sealed class ModelProfile
{
    internal ModelProfile(IReadOnlyList<ProfileStep> steps, int runs, long batch) => (Steps, Runs, Batch) = (steps, runs, batch);

    /// <summary>The steps in order of execution: calls of kernels as prediction makes them. Where a kernel does the work of several layers
    /// at once, the step bears the name of the last.</summary>
    public IReadOnlyList<ProfileStep> Steps { get; }

    /// <summary>Number of predictions that the times are means of.</summary>
    public int Runs { get; }

    /// <summary>Number of samples per prediction.</summary>
    public long Batch { get; }

    /// <summary>Time of all steps of one prediction.</summary>
    public TimeSpan Time => new(Steps.Sum(step => step.Time.Ticks));

    /// <summary>Bytes that all steps of one prediction read and write.</summary>
    public long Bytes => Steps.Sum(step => step.Bytes);

    /// <summary>Prints the table of steps.</summary>
    /// <param name="output">Where to; the console by default.</param>
    public void Print(TextWriter? output = null) => (output ?? Console.Out).Write(ToString());

    /// <summary>The table of steps.</summary>
    public override string ToString()
    {
        var table = new TextTable("Layer", "Step", "Time (µs)", "Share", "KB", "GB/s");
        foreach (var step in Steps) Add(step.Path, step.Kernel, step.Time, step.Bytes);
        Add("total", "", Time, Bytes);
        return $"Mean of {Runs} predictions of {Batch} samples\n{table}";

        void Add(string path, string kernel, TimeSpan time, long bytes) => table.Add(
            path, kernel, Text(time.TotalMicroseconds, "N1"),
            Text(Time.Ticks == 0 ? 0 : (double)time.Ticks / Time.Ticks, "P1"), Text(bytes / 1024.0, "N1"),
            time.Ticks == 0 ? "-" : Text(bytes / time.TotalSeconds / 1e9, "N1"));
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>One step of a prediction.</summary>
/// <param name="Path">The layer it belongs to; within a nested model <c>vision/conv1</c>.</param>
/// <param name="Kernel">What it does.</param>
/// <param name="Time">Mean time.</param>
/// <param name="Bytes">Bytes that it reads and writes, weights included.</param>
public sealed record ProfileStep(string Path, string Kernel, TimeSpan Time, long Bytes);
