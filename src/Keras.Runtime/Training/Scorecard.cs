using Keras.Hosting;
using Keras.Serving;

namespace Keras.Training;

/// <summary>The running figures of training or of evaluation: total loss, losses of the outputs, metrics.</summary>
internal sealed unsafe class Scorecard
{
    private readonly OutputTraining[] _outputs;
    private readonly RunningMean _loss = new();
    private readonly (string Name, RunningMean? Mean, Metric? Metric)[] _figures;
    private readonly float[] _values;
    private readonly FigureNames _names;

    public Scorecard(IEnumerable<OutputTraining> outputs)
    {
        _outputs = [.. outputs];
        var losses = _outputs.Where(output => output.LossName is not null && output.Loss is not null);
        var metrics = _outputs.SelectMany(output => output.Metrics).OrderBy(metric => metric.Name, StringComparer.Ordinal);
        _figures =
        [
            ("loss", _loss, null),
            .. losses.Select(output => (output.LossName!, (RunningMean?)output.MeanLoss, (Metric?)null)),
            .. metrics.Select(metric => (metric.Name, (RunningMean?)null, (Metric?)metric.Metric)),
        ];
        _values = new float[_figures.Length];
        _names = new([.. _figures.Select(figure => figure.Name)], _figures.Length);
    }

    public IReadOnlyList<OutputTraining> Outputs => _outputs;

    /// <summary>Names of the figures in the order of Keras's list.</summary>
    public IReadOnlyList<string> Order => _names.Listed;

    /// <summary>The figures; allocates nothing unless there are very many.</summary>
    public Evaluation Read()
    {
        for (var i = 0; i < _values.Length; i++) _values[i] = Value(_figures[i].Mean, _figures[i].Metric);
        return new(_names, _values);
    }

    /// <summary>The figures as callbacks have left them.</summary>
    public Evaluation Read(Logs logs) => new(_names, logs);

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
        foreach (var (name, mean, metric) in _figures) logs.Set(prefix.Length == 0 ? name : prefix + name, Value(mean, metric));
    }

    public void Reset()
    {
        _loss.Reset();
        foreach (var output in _outputs) output.Reset();
    }

    private static float Value(RunningMean? mean, Metric? metric) => mean?.Result ?? metric!.Result();
}
