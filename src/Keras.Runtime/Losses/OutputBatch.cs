namespace Keras;

/// <summary>Targets and predictions of one output for one batch, as rows over the last axis: an output of shape (batch, time, classes)
/// has batch·time rows of <see cref="Columns"/> = classes.</summary>
public readonly ref struct OutputBatch
{
    /// <param name="targets">True values, row-major; labels as whole numbers.</param>
    /// <param name="predictions">The model's output, row-major.</param>
    /// <param name="columns">Length of the predictions' last axis.</param>
    /// <param name="sampleWeights">One weight per row, or per group of equally many consecutive rows (a sample's time steps); empty for none.</param>
    /// <param name="mask">One truth value per row; empty for none.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit each other.</exception>
    public OutputBatch(
        ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, int columns,
        ReadOnlySpan<float> sampleWeights = default, ReadOnlySpan<bool> mask = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Rows = predictions.Length / columns;
        if (Rows * columns != predictions.Length)
            throw new ArgumentException($"{predictions.Length} predictions do not divide into rows of {columns}.", nameof(predictions));
        if (Rows > 0 && targets.Length % Rows != 0)
            throw new ArgumentException($"{targets.Length} targets do not divide into {Rows} rows.", nameof(targets));
        if (!sampleWeights.IsEmpty && Rows % sampleWeights.Length != 0)
            throw new ArgumentException($"{sampleWeights.Length} sample weights do not spread over {Rows} rows.", nameof(sampleWeights));
        if (!mask.IsEmpty && mask.Length != Rows)
            throw new ArgumentException($"A mask of {mask.Length} values does not fit {Rows} rows.", nameof(mask));
        Targets = targets;
        Predictions = predictions;
        Columns = columns;
        SampleWeights = sampleWeights;
        Mask = mask;
    }

    /// <summary>True values: <see cref="Rows"/> times <see cref="TargetColumns"/>.</summary>
    public ReadOnlySpan<float> Targets { get; }

    /// <summary>The model's output: <see cref="Rows"/> times <see cref="Columns"/>.</summary>
    public ReadOnlySpan<float> Predictions { get; }

    /// <summary>One weight per row or group of consecutive rows; empty where all weigh 1.</summary>
    public ReadOnlySpan<float> SampleWeights { get; }

    /// <summary>Which rows count; empty where all do.</summary>
    public ReadOnlySpan<bool> Mask { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Length of the predictions' last axis.</summary>
    public int Columns { get; }

    /// <summary>Length of the targets' last axis; 1 for labels.</summary>
    public int TargetColumns => Rows == 0 ? 0 : Targets.Length / Rows;

    /// <summary>The true values of a row.</summary>
    public ReadOnlySpan<float> TargetRow(int row) => Targets.Slice(row * TargetColumns, TargetColumns);

    /// <summary>The predictions of a row.</summary>
    public ReadOnlySpan<float> PredictionRow(int row) => Predictions.Slice(row * Columns, Columns);

    /// <summary>Weight of a row: its sample weight, or 1; 0 where it is masked.</summary>
    public float Weight(int row) =>
        !Mask.IsEmpty && !Mask[row] ? 0f
        : SampleWeights.IsEmpty ? 1f
        : SampleWeights[(int)((long)row * SampleWeights.Length / Rows)];
}
