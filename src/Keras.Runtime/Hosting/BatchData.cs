using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>Inputs, targets and sample weights in the order of the model's inputs and outputs; missing where not given.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record BatchData(TensorData[] Inputs, TensorData[] Targets, TensorData[] SampleWeights);

/// <summary>The arguments of <c>Fit</c> beside its data, and those of <c>Evaluate</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FitOptions
{
    /// <summary>Samples per step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Number of the epoch to stop before.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>0 silent, 1 bar, 2 lines, null by the terminal.</summary>
    public int? Verbose { get; init; }

    /// <summary>The user's callbacks.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Share of the samples kept for validation.</summary>
    public double ValidationSplit { get; init; }

    /// <summary>Samples for validation.</summary>
    public BatchData? ValidationData { get; init; }

    /// <summary>Whether the order changes with each epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Weight of the samples of each class.</summary>
    public IReadOnlyDictionary<int, float>? ClassWeight { get; init; }

    /// <summary>Number of the first epoch.</summary>
    public int InitialEpoch { get; init; }

    /// <summary>Steps after which an epoch ends.</summary>
    public int? StepsPerEpoch { get; init; }

    /// <summary>Samples per step of validation.</summary>
    public int? ValidationBatchSize { get; init; }

    /// <summary>Validates after every so many epochs.</summary>
    public int ValidationFrequency { get; init; } = 1;

    /// <summary>Stops between steps.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Where progress is written; the console by default.</summary>
    internal TextWriter? Output { get; init; }

    /// <summary>The clock of the progress display.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Refuses numbers that make no sense.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1, "batchSize");
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs, "epochs");
        ArgumentOutOfRangeException.ThrowIfNegative(InitialEpoch, "initialEpoch");
        ArgumentOutOfRangeException.ThrowIfLessThan(ValidationFrequency, 1, "validationFreq");
        if (StepsPerEpoch is { } steps) ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1, "stepsPerEpoch");
        if (ValidationBatchSize is { } size) ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, "validationBatchSize");
        if (Verbose is { } verbose && verbose is < 0 or > 2)
            throw new ArgumentOutOfRangeException("verbose", Verbose, "verbose is 0 (silent), 1 (bar) or 2 (one line per epoch).");
        if (ValidationSplit is not (>= 0.0 and < 1.0))
            throw new ArgumentOutOfRangeException("validationSplit", ValidationSplit, "validationSplit is at least 0 and less than 1.");
    }
}
