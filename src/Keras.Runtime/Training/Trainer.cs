using System.Numerics.Tensors;
using Keras.Hosting;
using Keras.Serving;

namespace Keras.Training;

/// <summary>A compiled model's training step. One per <c>Compile</c>: which layers are frozen is read once, here.</summary>
internal sealed unsafe partial class Trainer : IDisposable
{
    private readonly ModelProgram _program;
    private readonly ProgramSignature _signature;
    private readonly Weight[] _weights;
    private readonly UpdateGate _gate;
    private readonly StateMemory? _states;
    private readonly Preparation? _preparation;
    private readonly TrainingMemory _memory;
    private readonly PlanCache _trainPlans;
    private readonly PlanCache _evaluatePlans;
    private readonly Frame _frame;
    private readonly bool _updatesInForward;
    private readonly ulong _seed;
    private ulong _step;
    private bool _disposed;

    public Trainer(ModelProgram program, Weight[] weights, UpdateGate gate, StateMemory? states, Preparation? preparation, ulong seed, IReadOnlyDictionary<string, Layers.Layer> layers,
        Optimizer optimizer, IReadOnlyList<OutputTraining> outputs)
    {
        (_program, _signature, _weights, _gate, _states, _preparation, _seed) = (program, program.Signature, weights, gate, states, preparation, seed);
        Optimizer = optimizer;
        TrainingScore = new(outputs);
        (Single, SingleData) = (NewBatch(), new(program, TrainingScore.Outputs));
        EvaluationScore = new(outputs.Select(output => new OutputTraining(output)));
        _trainPlans = new(program, Phase.Train);
        _evaluatePlans = new(program, Phase.Evaluate);
        _frame = new(_signature) { States = states };
        _memory = new(program, weights, _frame, takesParts: optimizer.TakesParts, takesRows: optimizer.TakesRows);
        _frame.TrainingLayers = [.. _signature.TrainingLayers.Select(path => layers[path].Trainable)];
        _frame.LogitCotangents = [.. outputs.Select(output => output.AtLogits)];
        // Statistics are written in the forward pass: predictions must then wait for the whole step.
        _updatesInForward = Array.Exists(_frame.TrainingLayers, trains => trains);
        optimizer.Build(_memory.Variables);
    }

    public Optimizer Optimizer { get; }

    /// <summary>Figures of training.</summary>
    public Scorecard TrainingScore { get; }

    /// <summary>Figures of validation and evaluation.</summary>
    public Scorecard EvaluationScore { get; }

    /// <summary>Keeps evaluations from each other, from training and from disposal.</summary>
    public Lock Busy { get; } = new();

    /// <summary>Memory for the batches that are given one by one, kept from one to the next; for whoever holds <see cref="Busy"/>.</summary>
    public StagedBatch Single { get; }

    /// <summary>Checks and stages them.</summary>
    public DataSet SingleData { get; }

    /// <summary>Memory for a batch.</summary>
    public StagedBatch NewBatch() => new(_signature);

    /// <summary>Frees the memory, between steps. A training that is under way ends at its next step.</summary>
    public void Dispose()
    {
        lock (Busy)
        {
            _disposed = true;
            _frame.Dispose();
            _memory.Dispose();
            Single.Dispose();
            SingleData.Dispose();
        }
    }

    /// <summary>One step: forward, losses, backward, update.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="onlyFinite">Whether a loss that is NaN or infinite ends the step before the update.</param>
    /// <returns>False where it did.</returns>
    public bool TrainStep(StagedBatch batch, bool onlyFinite = false)
    {
        using var states = BeginStates();
        var open = _updatesInForward ? _gate.BeginUpdate() : null;
        try
        {
            var loss = RunGradients(batch, TrainingScore);
            if (onlyFinite && !double.IsFinite(loss)) return false;
            open ??= _gate.BeginUpdate();
            Optimizer.Apply();
            _memory.ApplyConstraints();
            _states?.Keep();
        }
        finally
        {
            // Also where the step ended early: the forward pass writes statistics.
            if (open is not null) _memory.Touch();
            open?.EndUpdate();
        }
        _step++;
        return true;
    }

    /// <summary>Loss and metrics of a batch, without training.</summary>
    public void EvaluateStep(StagedBatch batch)
    {
        using var states = BeginStates();
        var turn = _gate.BeginRead();
        try
        {
            Prepare(batch, _evaluatePlans);
            // Models without loss terms predict.
            _preparation?.Enter(_frame, isInUpdate: turn is null);
            _program.Evaluate(_frame);
            EvaluationScore.Measure(_frame, batch, _program, ExtraLoss(), withCotangents: false);
            _states?.Keep();
        }
        finally
        {
            Preparation.Leave(_frame);
            turn?.EndRead();
        }
    }

    /// <summary>The gradient of a batch for each weight that is trained; nothing is changed: statistics of normalization layers are put back, states are not stepped.</summary>
    public (float Loss, Dictionary<string, Tensor<float>> Gradients) GradientStep(StagedBatch batch)
    {
        using var states = BeginStates();
        var score = new Scorecard(EvaluationScore.Outputs.Select(output => new OutputTraining(output)));
        var kept = _memory.KeepStatistics();
        var open = _gate.BeginUpdate();
        try
        {
            var loss = RunGradients(batch, score);
            return ((float)loss, _memory.CopyGradients(_signature.Weights));
        }
        finally
        {
            _memory.RestoreStatistics(kept);
            open.EndUpdate();
        }
    }

    /// <summary>Replaces the weights by the optimizer's averages, if it keeps any.</summary>
    public void FinishTraining()
    {
        if (!Optimizer.UseEma) return;
        var open = _gate.BeginUpdate();
        Optimizer.OverwriteByAverages();
        _memory.Touch();
        open.EndUpdate();
    }

    /// <summary>Where the program has states: keeps other runs from them until the end of the step.</summary>
    private Locked BeginStates()
    {
        if (_states is null) return default;
        _states.Busy.Enter();
        var locked = new Locked(_states.Busy);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(Model));
            _states.Begin();
            return locked;
        }
        catch
        {
            locked.Dispose();
            throw;
        }
    }

    private readonly ref struct Locked(Lock? held)
    {
        public void Dispose() => held?.Exit();
    }

    private double RunGradients(StagedBatch batch, Scorecard score)
    {
        Prepare(batch, _trainPlans);
        _memory.PrepareCotangents(_program, batch, _frame);
        _frame.RandomKey = SeedStream.Derive(_seed, _step);
        _program.Forward(_frame);
        var loss = score.Measure(_frame, batch, _program, ExtraLoss(), withCotangents: true);
        _program.Backward(_frame);
        _memory.CompleteGradients();
        return loss;
    }

    private void Prepare(StagedBatch batch, PlanCache plans)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Model));
        if (_signature.Inputs[0] is { BatchSize: > 0 } input && batch.Count != input.BatchSize)
            throw new ArgumentException(
                $"Input \"{input.Name}\" has the fixed batch size {input.BatchSize}, but a batch of {batch.Count} samples came up: " +
                $"train and evaluate with batchSize: {input.BatchSize} and a multiple of it in samples.");
        _frame.Prepare(plans.For(batch.Count, batch.Axes));
        for (var i = 0; i < batch.Inputs.Length; i++) _frame.Inputs[i] = batch.Inputs[i].Address;
        _memory.PrepareOutputs(_program, batch, _frame);
    }

    /// <summary>Penalties on weights and the graph's own terms, which are divided by the batch already.</summary>
    private double ExtraLoss()
    {
        var loss = _memory.Penalty();
        for (var i = 0; i < _signature.LossTerms; i++) loss += _frame.LossTerms[i];
        return loss;
    }
}
