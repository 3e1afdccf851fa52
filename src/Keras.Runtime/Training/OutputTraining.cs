using Keras.Hosting;
using Keras.Serving;

namespace Keras.Training;

/// <summary>What training does with one output: its loss with weight, its metrics, and their running figures.</summary>
internal sealed class OutputTraining
{
    private readonly string _prefix;
    private readonly (string Name, Metric Metric, bool Weighted)[] _metrics;
    private float[] _losses = [];
    private float[] _coefficients = [];

    public OutputTraining(TensorSignature signature, Loss? loss, float weight, MetricList? metrics, MetricList? weightedMetrics, bool isOnly)
    {
        if (loss is { Reduction: Reduction.None })
            throw new ArgumentException($"The loss '{loss.Name}' of output \"{signature.Name}\" has no reduction, so there is no number to train on.");
        (Name, Loss, Weight) = (signature.Name, loss, weight);
        _prefix = isOnly ? "" : Name + "_";
        LossName = isOnly ? null : $"{Name}_loss";
        AtLogits = loss is not null && loss.HasGradientAtLogits(signature.FinalActivation);
        FinalActivation = signature.FinalActivation;
        _metrics = [.. Named(metrics ?? [], weightedMetrics ?? [])];
    }

    public string Name { get; }

    public Loss? Loss { get; }

    public float Weight { get; }

    /// <summary>The loss's name in logs; null where there is one output only, whose loss is the total.</summary>
    public string? LossName { get; }

    /// <summary>Whether the cotangent enters below the output's final activation.</summary>
    public bool AtLogits { get; }

    public bool NeedsTargets => Loss is not null || _metrics.Length > 0;

    /// <summary>Running mean of the unweighted loss.</summary>
    public RunningMean MeanLoss { get; } = new();

    /// <summary>The metrics, and whether sample weights count in them.</summary>
    public IReadOnlyList<(string Name, Metric Metric, bool Weighted)> Metrics => _metrics;

    private Activation FinalActivation { get; }

    /// <summary>A copy with running figures of its own.</summary>
    public OutputTraining(OutputTraining original)
    {
        (Name, Loss, Weight, LossName, AtLogits, FinalActivation) =
            (original.Name, original.Loss, original.Weight, original.LossName, original.AtLogits, original.FinalActivation);
        _prefix = original._prefix;
        _metrics = [.. original._metrics.Select(entry => (entry.Name, entry.Metric.Clone(), entry.Weighted))];
    }

    /// <summary>Loss of a batch; writes the cotangent, scaled by the output's weight, unless it is empty.</summary>
    public float Measure(in OutputBatch batch, Span<float> cotangent)
    {
        if (Loss is null)
        {
            cotangent.Clear();
            return 0f;
        }
        var count = Loss.LossCount(batch.Rows);
        if (!AtLogits && LossReducer.EvenCoefficient(Loss, batch, count) is { } even && Loss.Sum(batch, even * Weight, cotangent) is { } sum)
            return (float)(sum * even);
        if (_losses.Length < count) (_losses, _coefficients) = (new float[count], new float[count]);
        var coefficients = _coefficients.AsSpan(0, count);
        var value = Loss.Reduce(batch, _losses.AsSpan(0, count), coefficients);
        if (cotangent.IsEmpty) return value;
        if (Weight != 1f) System.Numerics.Tensors.TensorPrimitives.Multiply(coefficients, Weight, coefficients);
        if (AtLogits) Loss.GradientAtLogits(FinalActivation, batch, coefficients, cotangent);
        else Loss.Gradient(batch, coefficients, cotangent);
        return value;
    }

    /// <summary>Takes a batch into the running figures.</summary>
    public void Record(float loss, int samples, in OutputBatch batch)
    {
        MeanLoss.Add(loss, samples);
        foreach (var (_, metric, weighted) in _metrics)
        {
            if (weighted || batch.SampleWeights.IsEmpty) metric.Update(batch);
            else metric.Update(new OutputBatch(batch.Targets, batch.Predictions, batch.Columns, default, batch.Mask));
        }
    }

    /// <summary>Forgets the running figures.</summary>
    public void Reset()
    {
        MeanLoss.Reset();
        foreach (var (_, metric, _) in _metrics) metric.Reset();
    }

    /// <summary>Checks a target's shape against the output's.</summary>
    public void CheckTargetShape(ModelProgram program, int output, TensorData data, ReadOnlySpan<long> axes)
    {
        var signature = program.Signature.Outputs[output];
        Span<nint> expected = stackalloc nint[signature.Shape.Length];
        for (var axis = 0; axis < expected.Length; axis++) expected[axis] = (nint)ShapeBinding.Length(program, signature, output, axis, axes);
        if (expected.Length > 0 && TargetColumns((int)expected[^1]) is { } columns) expected[^1] = columns;
        else if (expected.Length > 0) return;
        if (data.Lengths.Length > 0 && Trimmed(expected).SequenceEqual(Trimmed(data.Lengths[1..]))) return;
        throw new ArgumentException(
            $"Targets of output \"{Name}\" have shape {ShapeBinding.Text(data.Lengths)}; the output of shape {ShapeBinding.Text(signature)} " +
            $"with {(Loss is null ? "its metrics" : $"the loss '{Loss.Name}'")} expects (None, {string.Join(", ", expected.ToArray())}).");
    }

    /// <summary>Checks the shape of sample weights: a weight for each sample, or for each step of the output's leading axes.</summary>
    public void CheckWeightShape(ModelProgram program, int output, TensorData data, ReadOnlySpan<long> axes)
    {
        var signature = program.Signature.Outputs[output];
        Span<nint> rows = stackalloc nint[Math.Max(signature.Shape.Length - 1, 0)];
        for (var axis = 0; axis < rows.Length; axis++) rows[axis] = (nint)ShapeBinding.Length(program, signature, output, axis, axes);
        if (data.Lengths.Length > 0 && rows.StartsWith(Trimmed(data.Lengths[1..]))) return;
        throw WrongWeights(signature, data, rows.ToArray());
    }

    private ArgumentException WrongWeights(TensorSignature signature, TensorData data, nint[] rows)
    {
        var allowed = Enumerable.Range(0, rows.Length + 1).Select(count => count == 0 ? "(None,)" : $"(None, {string.Join(", ", rows.Take(count))})");
        return new(
            $"Sample weights of output \"{Name}\" have shape {ShapeBinding.Text(data.Lengths)}; the output of shape {ShapeBinding.Text(signature)} " +
            $"expects {string.Join(" or ", allowed)}.");
    }

    /// <summary>Lets the loss check the values, such as labels out of range.</summary>
    public void ValidateTargets(ModelProgram program, int output, ReadOnlySpan<float> targets, ReadOnlySpan<long> axes) =>
        Loss?.ValidateTargets(Name, targets, Columns(program, output, axes));

    /// <summary>Length of the output's last axis.</summary>
    public static int Columns(ModelProgram program, int output, ReadOnlySpan<long> axes)
    {
        var signature = program.Signature.Outputs[output];
        return signature.Shape.Length == 0 ? 1 : (int)ShapeBinding.Length(program, signature, output, signature.Shape.Length - 1, axes);
    }

    private int? TargetColumns(int columns)
    {
        if (Loss is not null) return Loss.TargetColumns(columns);
        foreach (var (_, metric, _) in _metrics)
            if (metric.TargetColumns(columns) is { } wanted) return wanted;
        return null;
    }

    /// <summary>As in Keras, last axes of length 1 do not count.</summary>
    private static ReadOnlySpan<nint> Trimmed(ReadOnlySpan<nint> lengths) => lengths.TrimEnd((nint)1);

    private IEnumerable<(string Name, Metric Metric, bool Weighted)> Named(MetricList metrics, MetricList weightedMetrics)
    {
        var names = new HashSet<string>();
        foreach (var metric in metrics) yield return (Unique(metric.Name), metric.Clone(), false);
        foreach (var metric in weightedMetrics)
            yield return (Unique(metrics.Any(other => other.Name == metric.Name) ? "weighted_" + metric.Name : metric.Name), metric.Clone(), true);

        string Unique(string name)
        {
            var unique = name;
            for (var number = 1; !names.Add(unique); number++) unique = $"{name}_{number}";
            return _prefix + unique;
        }
    }
}

/// <summary>A mean weighted by the number of samples.</summary>
internal sealed class RunningMean
{
    private double _total;
    private double _weight;

    public void Add(double value, double weight)
    {
        _total += value * weight;
        _weight += weight;
    }

    public float Result => _weight == 0.0 ? 0f : (float)(_total / _weight);

    public void Reset() => _total = _weight = 0.0;
}
