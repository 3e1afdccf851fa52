namespace Keras.Training.Progress;

/// <summary>Keras's progress of an evaluation: one line at its end.</summary>
internal sealed class TestProgress(int verbose, TextWriter? output, TimeProvider clock) : Callback
{
    private readonly TextWriter _output = output ?? Console.Out;
    private long _start;
    private int _steps;

    public override void OnTestBegin() => (_start, _steps) = (clock.GetTimestamp(), 0);

    public override void OnTestBatchEnd(int batch, Logs logs) => _steps = batch + 1;

    public override void OnTestEnd(Logs logs)
    {
        var elapsed = clock.GetElapsedTime(_start);
        var total = Parameters?.Steps ?? _steps;
        var bar = verbose == 1 ? $"{ProgressDisplay.Bar(_steps, total, colors: false)} " : "- ";
        var separator = verbose == 1 ? " " : " - ";
        _output.WriteLine($"{_steps}/{total} {bar}{ProgressDisplay.Duration(elapsed)}{separator}{ProgressDisplay.PerStep(elapsed, _steps)}{ProgressDisplay.Figures(logs)}");
    }
}
