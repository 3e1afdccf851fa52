using Keras.Hosting;
using Keras.Serving;

namespace Keras.Training;

/// <summary>The running figures of training or of evaluation: total loss, losses of the outputs, metrics.</summary>
internal sealed unsafe class Scorecard
{
    private readonly OutputTraining[] _outputs;
    private readonly RunningMean _loss = new();

    public Scorecard(IEnumerable<OutputTraining> outputs)
    {
        _outputs = [.. outputs];
        var losses = _outputs.Where(output => output.LossName is not null && output.Loss is not null).Select(output => output.LossName!);
        var metrics = _outputs.SelectMany(output => output.Metrics).Select(metric => metric.Name);
        Order = ["loss", .. losses, .. metrics.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<OutputTraining> Outputs => _outputs;

    /// <summary>Names of the figures in the order of Keras's list.</summary>
    public IReadOnlyList<string> Order { get; }

    /// <summary>Losses of a batch and, where asked for, the cotangents; takes the batch into the running figures.</summary>
    /// <param name="frame">Holds the predictions; gets the cotangents.</param>
    /// <param name="batch">Targets and sample weights.</param>
    /// <param name="program">The model's code.</param>
    /// <param name="extraLoss">Penalties and the graph's own loss terms.</param>
    /// <param name="withCotangents">Whether gradients follow.</param>
    /// <returns>The total loss.</returns>
    public double Measure(Frame frame, StagedBatch batch, ModelProgram program, double extraLoss, bool withCotangents)
    {
        var total = extraLoss;
        for (var i = 0; i < _outputs.Length; i++)
        {
            var output = _outputs[i];
            var size = checked((int)(batch.Count * ShapeBinding.SampleSize(program, program.Signature.Outputs[i], i, batch.Axes)));
            var cotangent = withCotangents ? new Span<float>(frame.Cotangents[i], size) : default;
            if (!output.NeedsTargets)
            {
                cotangent.Clear();
                continue;
            }
            var predictions = new ReadOnlySpan<float>(frame.Outputs[i], size);
            var columns = OutputTraining.Columns(program, i, batch.Axes);
            var mask = program.Signature.Outputs[i].IsMasked ? new ReadOnlySpan<bool>(frame.OutputMasks[i], size / columns) : default;
            var view = new OutputBatch(batch.Targets[i].Floats, predictions, columns, batch.Weights[i].Floats, mask);
            var loss = output.Measure(view, cotangent);
            total += (double)output.Weight * loss;
            output.Record(loss, batch.Count, view);
        }
        _loss.Add(total, batch.Count);
        return total;
    }

    /// <summary>Writes the figures.</summary>
    public void Write(Logs logs, string prefix = "")
    {
        Set(logs, prefix, "loss", _loss.Result);
        foreach (var output in _outputs)
        {
            if (output is { LossName: { } name, Loss: not null }) Set(logs, prefix, name, output.MeanLoss.Result);
            foreach (var (metricName, metric) in output.Metrics) Set(logs, prefix, metricName, metric.Result());
        }
    }

    public void Reset()
    {
        _loss.Reset();
        foreach (var output in _outputs) output.Reset();
    }

    private static void Set(Logs logs, string prefix, string name, float value) =>
        logs.Set(prefix.Length == 0 ? name : prefix + name, value);
}
