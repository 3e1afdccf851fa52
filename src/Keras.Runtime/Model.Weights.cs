namespace Keras;

public abstract partial class Model
{
    /// <summary>Copies of all weights as they lie in memory.</summary>
    internal float[][] CopyWeights() => [.. _weights.Select(weight => weight.Physical.ToArray())];

    /// <summary>Puts <see cref="CopyWeights"/> back.</summary>
    internal void RestoreWeights(float[][] values)
    {
        var open = _gate.BeginUpdate();
        for (var i = 0; i < values.Length; i++)
        {
            values[i].CopyTo(_weights[i].Physical);
            _weights[i].Touch();
        }
        open.EndUpdate();
    }

    /// <summary>Which way a figure is better: losses are smaller, a metric says so itself.</summary>
    internal MetricDirection DirectionOf(string figure)
    {
        const string Validation = "val_";
        var name = figure.StartsWith(Validation, StringComparison.Ordinal) ? figure[Validation.Length..] : figure;
        foreach (var output in Trainer.TrainingScore.Outputs)
        {
            if (output.LossName == name) return MetricDirection.Down;
            foreach (var (metricName, metric, _) in output.Metrics)
                if (metricName == name) return metric.Direction;
        }
        return name == "loss" ? MetricDirection.Down : MetricDirection.Unknown;
    }
}
