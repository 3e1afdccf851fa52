using Spectre.Console;

namespace Keras.Training.Progress;

/// <summary>Keras's progress of training: a bar that grows, or a line per epoch.</summary>
internal sealed class FitProgress(int verbose, TextWriter? output, TimeProvider clock) : Callback
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(0.05);
    private readonly TextWriter _output = output ?? Console.Out;
    private readonly bool _live = output is null && verbose == 1 && ProgressDisplay.IsInteractive;
    private long _start;
    private TimeSpan _shown;
    private int _steps;

    public override void OnEpochBegin(int epoch)
    {
        if (Parameters!.Epochs > 1) _output.WriteLine($"Epoch {epoch + 1}/{Parameters.Epochs}");
        _start = clock.GetTimestamp();
        (_shown, _steps) = (TimeSpan.Zero, 0);
    }

    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        _steps = batch + 1;
        if (!_live) return;
        var elapsed = clock.GetElapsedTime(_start);
        if (elapsed - _shown < Refresh) return;
        _shown = elapsed;
        ShowLive(elapsed, logs, isFinal: false);
    }

    public override void OnEpochEnd(int epoch, Logs logs)
    {
        var elapsed = clock.GetElapsedTime(_start);
        if (_live)
        {
            ShowLive(elapsed, logs, isFinal: true);
            return;
        }
        var total = Parameters!.Steps ?? _steps;
        var bar = verbose == 1 ? $"{ProgressDisplay.Bar(_steps, total, colors: false)} " : "- ";
        var separator = verbose == 1 ? " " : " - ";
        _output.WriteLine($"{_steps}/{total} {bar}{ProgressDisplay.Duration(elapsed)}{separator}{ProgressDisplay.PerStep(elapsed, _steps)}{ProgressDisplay.Figures(logs)}");
    }

    private void ShowLive(TimeSpan elapsed, Logs logs, bool isFinal)
    {
        var total = Parameters!.Steps;
        var time = isFinal || total is not { } steps ? elapsed : elapsed / _steps * (steps - _steps);
        var counter = total is null && !isFinal ? $"{_steps}/Unknown" : $"{_steps}/{total ?? _steps}";
        var head = $"[bold]{counter}[/] {ProgressDisplay.Bar(_steps, isFinal ? _steps : total, colors: true)} " +
            $"[bold]{ProgressDisplay.Duration(time)}[/] {ProgressDisplay.PerStep(elapsed, _steps)}";
        var figures = ProgressDisplay.Figures(logs);
        // A line that wraps cannot be written over.
        if (!isFinal) figures = ProgressDisplay.Shortened(figures, AnsiConsole.Profile.Width - 1 - Markup.Remove(head).Length);
        AnsiConsole.Write(new ControlCode("\r\u001b[2K"));
        AnsiConsole.Write(new Markup(head + Markup.Escape(figures)));
        if (isFinal) AnsiConsole.WriteLine();
    }
}
