using Keras.Runtime.Tests.Training.Models;

namespace Keras.Runtime.Tests.Training;

public sealed class CallbackTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keras-callbacks-").FullName;
    private readonly Toys _data = Toys.Make(64);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Hooks_are_called_in_the_order_of_Keras()
    {
        using var model = Toys.Compiled();
        var calls = new Recorder();
        model.Fit(_data.Inputs, _data.Targets, batchSize: 40, epochs: 1, verbose: 0, callbacks: [calls], validationSplit: 0.25);
        Assert.Equal(
            ["train begin", "epoch 0 begin", "batch 0 begin", "batch 0 end", "batch 1 begin", "batch 1 end",
             "test begin", "test 0 begin", "test 0 end", "test end", "epoch 0 end", "train end"], calls.Calls);
        Assert.Equal(new TrainingParameters(0, 1, 2), calls.Parameters);
    }

    [Fact]
    public void Early_stopping_waits_stops_and_puts_the_best_weights_back()
    {
        using var model = Toys.Compiled();
        // The loss is steered: it improves twice, then no more.
        float[] losses = [3, 2, 1, 1.5f, 1.5f, 1.5f];
        var best = Array.Empty<float>();
        var steer = new LambdaCallback(onEpochEnd: (epoch, logs) =>
        {
            logs["steered"] = losses[epoch];
            if (epoch == 2) best = Toys.Snapshot(model);
        });
        var stopping = new EarlyStopping("steered", patience: 2, mode: MonitorMode.Min, restoreBestWeights: true);
        var history = model.Fit(_data.Inputs, _data.Targets, epochs: 6, verbose: 0, callbacks: [steer, stopping]);
        Assert.Equal(5, history.Epoch.Count);
        Assert.Equal((4, 2, 1f), (stopping.StoppedEpoch, stopping.BestEpoch, stopping.Best));
        Assert.Equal(best, Toys.Snapshot(model));
        Assert.Equal(losses[..5], history["steered"]);
    }

    [Fact]
    public void The_direction_of_a_figure_is_the_metrics_own_and_unknown_ones_ask_for_it()
    {
        using var model = Toys.Compiled();
        var up = new EarlyStopping("scores_accuracy", patience: 100);
        model.Fit(_data.Inputs, _data.Targets, epochs: 3, verbose: 0, callbacks: [up, new EarlyStopping("value_loss", patience: 100)]);
        Assert.InRange(up.Best, 0.01f, 1f);
        Assert.Contains("which way 'nope' is better", Assert.Throws<InvalidOperationException>(
            () => model.Fit(_data.Inputs, _data.Targets, verbose: 0, callbacks: [new EarlyStopping("nope")])).Message, StringComparison.Ordinal);
        model.Fit(_data.Inputs, _data.Targets, verbose: 0);
    }

    [Fact]
    public void A_figure_that_is_not_measured_is_said_to_be_missing_once()
    {
        using var model = Toys.Compiled();
        var (error, said) = (Console.Error, new StringWriter());
        Console.SetError(said);
        try
        {
            model.Fit(_data.Inputs, _data.Targets, epochs: 3, verbose: 0, callbacks: [new EarlyStopping("nowhere", mode: MonitorMode.Min)]);
        }
        finally
        {
            Console.SetError(error);
        }
        Assert.Equal("EarlyStopping watches 'nowhere', which was not measured in this epoch; there are loss, scores_accuracy, scores_loss, value_loss.", Assert.Single(said.ToString().Split('\n'), line => line.Contains("nowhere", StringComparison.Ordinal)));
    }

    [Fact]
    public void Checkpoints_are_named_by_epoch_and_figures_and_the_best_is_kept()
    {
        using var model = Toys.Compiled();
        float[] losses = [2, 3, 1];
        var steer = new LambdaCallback(onEpochEnd: (epoch, logs) => logs["steered"] = losses[epoch]);
        var all = new ModelCheckpoint(Path.Combine(_folder, "m-{epoch:02d}-{steered:.2f}.safetensors"));
        var best = new ModelCheckpoint(Path.Combine(_folder, "best.safetensors"), "steered", saveBestOnly: true, mode: MonitorMode.Min);
        model.Fit(_data.Inputs, _data.Targets, epochs: 3, verbose: 0, callbacks: [steer, all, best]);
        Assert.Equal(["best.safetensors", "m-01-2.00.safetensors", "m-02-3.00.safetensors", "m-03-1.00.safetensors"],
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(1f, best.Best);
        using var other = new TwoHeads(99);
        other.Load(Path.Combine(_folder, "best.safetensors"));
        Assert.Equal(Toys.Snapshot(model), Toys.Snapshot(other));
    }

    [Fact]
    public void The_csv_file_holds_a_row_per_epoch_and_can_be_gone_on_with()
    {
        using var model = Toys.Compiled();
        var file = Path.Combine(_folder, "log.csv");
        var history = model.Fit(_data.Inputs, _data.Targets, epochs: 2, verbose: 0, callbacks: [new CSVLogger(file)]);
        model.Fit(_data.Inputs, _data.Targets, epochs: 3, initialEpoch: 2, verbose: 0, callbacks: [new CSVLogger(file, append: true)]);
        var lines = File.ReadAllLines(file);
        Assert.Equal("epoch,loss,scores_accuracy,scores_loss,value_loss", lines[0]);
        Assert.Equal(["0", "1", "2"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Equal(history["loss"][1], float.Parse(lines[2].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_learning_rate_follows_a_schedule_or_a_plateau_and_is_logged()
    {
        using var model = Toys.Compiled();
        var history = model.Fit(_data.Inputs, _data.Targets, epochs: 3, verbose: 0, callbacks: [new LearningRateScheduler((epoch, rate) => epoch == 0 ? rate : rate / 2)]);
        Assert.Equal([0.1f, 0.05f, 0.025f], history["learning_rate"]);

        using var stuck = Toys.Compiled(optimizer: new SGD(1f));
        var steer = new LambdaCallback(onEpochEnd: (_, logs) => logs["steered"] = 1f);
        var plateau = new ReduceLROnPlateau("steered", factor: 0.5f, patience: 2, mode: MonitorMode.Min, minLearningRate: 0.3f);
        Assert.Equal([1f, 1f, 1f, 0.5f, 0.5f, 0.3f, 0.3f],
            stuck.Fit(_data.Inputs, _data.Targets, epochs: 7, verbose: 0, callbacks: [steer, plateau])["learning_rate"]);
    }

    [Fact]
    public void Training_ends_at_the_first_loss_that_is_no_number()
    {
        using var model = Toys.Compiled(optimizer: new SGD(1e30f));
        var history = model.Fit(_data.Inputs, _data.Targets, batchSize: 8, epochs: 5, verbose: 0, callbacks: [new TerminateOnNaN()]);
        Assert.Single(history.Epoch);
        using var raising = Toys.Compiled(optimizer: new SGD(1e30f));
        Assert.Throws<InvalidOperationException>(
            () => raising.Fit(_data.Inputs, _data.Targets, batchSize: 8, epochs: 5, verbose: 0, callbacks: [new TerminateOnNaN(raiseError: true)]));
    }

    private sealed class Recorder : Callback
    {
        public List<string> Calls { get; } = [];
        public override void OnTrainBegin() => Calls.Add("train begin");
        public override void OnTrainEnd(Logs logs) => Calls.Add("train end");
        public override void OnEpochBegin(int epoch) => Calls.Add($"epoch {epoch} begin");
        public override void OnEpochEnd(int epoch, Logs logs) => Calls.Add($"epoch {epoch} end");
        public override void OnTrainBatchBegin(int batch) => Calls.Add($"batch {batch} begin");
        public override void OnTrainBatchEnd(int batch, Logs logs) => Calls.Add($"batch {batch} end");
        public override void OnTestBegin() => Calls.Add("test begin");
        public override void OnTestEnd(Logs logs) => Calls.Add("test end");
        public override void OnTestBatchBegin(int batch) => Calls.Add($"test {batch} begin");
        public override void OnTestBatchEnd(int batch, Logs logs) => Calls.Add($"test {batch} end");
    }
}
