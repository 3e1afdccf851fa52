using System.ComponentModel;
using Keras.Hosting;
using Keras.Training;

namespace Keras;

public abstract partial class Model
{
    private Trainer? _trainer;
    private ulong _epochsTrained;
    private int _fits;

    /// <summary>Set by a callback: training ends after the batch.</summary>
    public bool StopTraining { get; set; }

    /// <summary>The optimizer given to <c>Compile</c>.</summary>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public Optimizer Optimizer => Trainer.Optimizer;

    /// <summary>Names of the figures of training and evaluation, in the order of Keras's list.</summary>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public IReadOnlyList<string> MetricsNames => Trainer.TrainingScore.Order;

    /// <summary>Begins the running figures of <c>TrainOnBatch</c> and <c>TestOnBatch</c> anew.</summary>
    public void ResetMetrics()
    {
        Trainer.TrainingScore.Reset();
        Trainer.EvaluationScore.Reset();
    }

    /// <summary>Chooses optimizer, losses and metrics, in the order of the outputs; empty loss weights are all 1.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void CompileCore(Optimizer optimizer, Loss?[] losses, float[] lossWeights, MetricList?[] metrics, MetricList?[] weightedMetrics)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(losses);
        ArgumentNullException.ThrowIfNull(lossWeights);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(weightedMetrics);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var execution = Execution;
        var outputs = execution.Program.Signature.Outputs;
        if (Array.TrueForAll(losses, loss => loss is null))
            throw new ArgumentException($"No output of {Name} has a loss: give one to {string.Join(" or ", outputs.Select(output => $"\"{output.Name}\""))}.", nameof(losses));
        if (Volatile.Read(ref _fits) > 0) throw new InvalidOperationException($"{Name} is being trained: wait for Fit to end before Compile.");
        var old = _trainer;
        _trainer = new(execution.Program, _programWeights, _gate, execution.States, execution.Predictor.Preparation, _seed, NamedLayers().ToDictionary(entry => entry.Path, entry => entry.Layer), optimizer,
            [.. outputs.Select((output, i) => new OutputTraining(
                output, losses[i], lossWeights.Length == 0 ? 1f : lossWeights[i], metrics[i], weightedMetrics[i], outputs.Length == 1))]);
        old?.Dispose();
    }

    /// <summary>Trains on data in memory.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected History FitCore(BatchData data, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var trainer = Trainer;
        using var samples = Open(data);
        var count = samples.Count;
        var splits = options.ValidationSplit > 0 && options.ValidationData is null;
        if (splits)
        {
            count = (int)Math.Floor(samples.Count * (1.0 - options.ValidationSplit));
            if (count == 0 || count == samples.Count)
                throw new ArgumentException(
                    $"Training data contains {samples.Count} samples, which is not sufficient to split it into a validation and training set as " +
                    $"specified by validationSplit: {options.ValidationSplit}. Either provide more data, or a different value for the split.");
        }
        if (options.ClassWeight is not null) samples.WeighByClass(options.ClassWeight);
        using var held = options.ValidationData is null ? null : Open(options.ValidationData);
        var size = options.ValidationBatchSize ?? options.BatchSize;
        var validation = held is not null ? new MemorySource(held, 0, held.Count, size)
            : splits ? new MemorySource(samples, count, samples.Count - count, size) : null;
        using var source = new MemorySource(samples, 0, count, options.BatchSize, options.StepsPerEpoch, options.Shuffle ? NextOrder : null);
        return Train(trainer, source, options, validation);
    }

    /// <summary>Trains on a stream of batches.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected History FitCore(IEnumerable<BatchData> batches, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var trainer = Trainer;
        using var held = options.ValidationData is null ? null : Open(options.ValidationData);
        using var source = new StreamSource(batches, options.StepsPerEpoch, Stage);
        return Train(trainer, source, options, Validation(held, options));
    }

    /// <summary>Trains on an asynchronous stream of batches.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected async Task<History> FitCoreAsync<TBatch>(IAsyncEnumerable<TBatch> batches, Func<TBatch, BatchData> convert, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(convert);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var trainer = Trainer;
        using var held = options.ValidationData is null ? null : Open(options.ValidationData);
        using var batch = trainer.NewBatch();
        using var session = new FitSession(this, trainer, options, options.StepsPerEpoch, Validation(held, options));
        BeginFit();
        try
        {
            return await FitLoop.RunAsync(session, batches, convert, options.StepsPerEpoch, Stage, batch, options.CancellationToken).ConfigureAwait(false);
        }
        finally
        {
            EndFit();
        }
    }

    /// <summary>Loss and metrics over data.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Evaluation EvaluateCore(BatchData data, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var trainer = Trainer;
        using var samples = Open(data);
        using var source = new MemorySource(samples, 0, samples.Count, options.BatchSize);
        var verbose = Training.Progress.ProgressDisplay.Resolve(options.Verbose);
        Callback[] display = verbose == 0 ? [] : [new Training.Progress.TestProgress(verbose, options.Output, options.Clock)];
        var callbacks = new CallbackList([.. display, .. options.Callbacks]);
        callbacks.Attach(this, new(verbose, 1, source.Steps));
        using var loop = new EvaluationLoop(trainer, source, callbacks, options.CancellationToken);
        return trainer.EvaluationScore.Read(loop.Run());
    }

    /// <summary>One training step. Allocates nothing after the first.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Evaluation TrainOnBatchCore(ReadOnlySpan<TensorData> inputs, ReadOnlySpan<TensorData> targets, ReadOnlySpan<TensorData> sampleWeights) =>
        OnBatch(inputs, targets, sampleWeights, static (trainer, batch) =>
        {
            trainer.TrainStep(batch);
            return trainer.TrainingScore.Read();
        });

    /// <summary>Loss and metrics of one batch. Allocates nothing after the first.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Evaluation TestOnBatchCore(ReadOnlySpan<TensorData> inputs, ReadOnlySpan<TensorData> targets, ReadOnlySpan<TensorData> sampleWeights) =>
        OnBatch(inputs, targets, sampleWeights, static (trainer, batch) =>
        {
            trainer.EvaluateStep(batch);
            return trainer.EvaluationScore.Read();
        });

    /// <summary>Gradients of one batch.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Gradients GradientsOnBatchCore(ReadOnlySpan<TensorData> inputs, ReadOnlySpan<TensorData> targets, ReadOnlySpan<TensorData> sampleWeights) =>
        OnBatch(inputs, targets, sampleWeights, static (trainer, batch) =>
        {
            var (loss, gradients) = trainer.GradientStep(batch);
            return new Gradients(loss, gradients);
        });

    /// <summary>Does something with a batch that is given by itself; it is read where it lies.</summary>
    private TResult OnBatch<TResult>(
        ReadOnlySpan<TensorData> inputs, ReadOnlySpan<TensorData> targets, ReadOnlySpan<TensorData> sampleWeights,
        Func<Trainer, StagedBatch, TResult> run)
    {
        var trainer = Trainer;
        lock (trainer.Busy)
        {
            var (data, batch) = (trainer.SingleData, trainer.Single);
            data.Open(inputs, targets, sampleWeights, RefuseNaN);
            try
            {
                data.Lend(batch);
                return run(trainer, batch);
            }
            finally
            {
                data.Close();
            }
        }
    }

    private History Train(Trainer trainer, BatchSource source, FitOptions options, BatchSource? validation)
    {
        using var batch = trainer.NewBatch();
        using var session = new FitSession(this, trainer, options, source.Steps, validation);
        BeginFit();
        try
        {
            return FitLoop.Run(session, source, batch);
        }
        finally
        {
            EndFit();
        }
    }

    private void BeginFit()
    {
        if (Interlocked.Increment(ref _fits) > 1)
        {
            Interlocked.Decrement(ref _fits);
            throw new InvalidOperationException($"{Name} is being trained already: one Fit at a time.");
        }
        UpdateGate.BeginTraining(_gate);
    }

    private void EndFit()
    {
        UpdateGate.EndTraining(_gate);
        Interlocked.Decrement(ref _fits);
    }

    private static MemorySource? Validation(DataSet? held, FitOptions options) =>
        held is null ? null : new(held, 0, held.Count, options.ValidationBatchSize ?? options.BatchSize);

    private DataSet Open(BatchData data) => new(data, Program, Trainer.TrainingScore.Outputs, RefuseNaN);

    private void Stage(BatchData data, StagedBatch batch)
    {
        using var samples = Open(data);
        samples.GatherAll(batch);
    }

    private ulong NextOrder() => SeedStream.Derive(SeedStream.Derive(_seed, "shuffle"), _epochsTrained++);

    private Trainer Trainer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _trainer ?? throw new InvalidOperationException($"You must call `compile()` before using the model: {Name} was not compiled.");
        }
    }

    private void DisposeTraining() => _trainer?.Dispose();
}
