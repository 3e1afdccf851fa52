using Keras.Hosting;
using Keras.Training;
using Keras.Training.Progress;

namespace Keras.Runtime.Tests.Training;

public sealed class ProgressTests
{
    [Fact]
    public void Redirected_output_is_plain_lines_as_Keras_writes_them()
    {
        var output = new StringWriter { NewLine = "\n" };
        var clock = new SteppingClock(TimeSpan.FromMilliseconds(36));
        Run(new FitProgress(2, output, clock), epochs: 2);
        Run(new FitProgress(1, output, clock), epochs: 1);
        Assert.Equal("""
            Epoch 1/2
            3/3 - 0s - 12ms/step - accuracy: 0.5000 - loss: 6.9310e-04
            Epoch 2/2
            3/3 - 0s - 12ms/step - accuracy: 0.5000 - loss: 6.9310e-04
            3/3 ━━━━━━━━━━━━━━━━━━━━ 0s 12ms/step - accuracy: 0.5000 - loss: 6.9310e-04

            """.ReplaceLineEndings("\n"), output.ToString());
    }

    [Theory]
    [InlineData(0.0, 1, "0s/step")]
    [InlineData(0.000035, 1, "35us/step")]
    [InlineData(0.0124, 1, "12ms/step")]
    [InlineData(2.6, 1, "3s/step")]
    public void The_time_per_step_has_a_unit_that_fits(double seconds, int steps, string text) =>
        Assert.Equal(text, ProgressDisplay.PerStep(TimeSpan.FromSeconds(seconds), steps));

    [Theory]
    [InlineData(42, "42s")]
    [InlineData(185, "3:05")]
    [InlineData(3642, "1:00:42")]
    public void Durations_are_written_as_Keras_does(double seconds, string text) => Assert.Equal(text, ProgressDisplay.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(20, "loss: 0.5")]
    [InlineData(9, "loss: 0.5")]
    [InlineData(8, "loss: 0…")]
    [InlineData(1, "…")]
    [InlineData(-3, "")]
    public void Figures_that_do_not_fit_the_terminal_are_shortened(int room, string text) =>
        Assert.Equal(text, ProgressDisplay.Shortened("loss: 0.5", room));

    [Fact]
    public void Verbose_zero_is_silent()
    {
        var (data, previous, captured) = (Toys.Make(8), Console.Out, new StringWriter());
        using var model = Toys.Compiled();
        Console.SetOut(captured);
        try
        {
            model.Fit(data.Inputs, data.Targets, verbose: 0);
            model.Evaluate(data.Inputs, data.Targets, verbose: 0);
        }
        finally
        {
            Console.SetOut(previous);
        }
        Assert.DoesNotContain("loss", captured.ToString(), StringComparison.Ordinal);
    }

    private static void Run(Callback progress, int epochs)
    {
        using var model = new Models.TwoHeads(1);
        progress.Attach(model, new(2, epochs, 3));
        var logs = new Logs();
        logs["loss"] = 0.00069310f;
        logs["accuracy"] = 0.5f;
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            progress.OnEpochBegin(epoch);
            for (var batch = 0; batch < 3; batch++) progress.OnTrainBatchEnd(batch, logs);
            progress.OnEpochEnd(epoch, logs);
        }
    }

    /// <summary>Goes on by a fixed time with each look.</summary>
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long _ticks;
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => _ticks += step.Ticks;
    }
}
