using System.ComponentModel;
using System.Numerics.Tensors;
using Keras.Serving;
using Keras.Training;

namespace Keras.Hosting;

/// <summary>Runs a model's training pass with cotangents of one's own, for tests of the emitted code against other sources.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class GradientProbe
{
    /// <summary>Outputs in training mode and the gradient of Σ output·cotangent.</summary>
    /// <param name="model">The model; statistics of normalization layers change as in a training step.</param>
    /// <param name="inputs">In order of the inputs.</param>
    /// <param name="cotangents">In order of the outputs, each of the output's shape.</param>
    /// <param name="trainable">Whether layers count as trainable; frozen normalization layers use their moving statistics.</param>
    public static ProbeResult Run(Model model, IReadOnlyList<TensorData> inputs, IReadOnlyList<Tensor<float>> cotangents, bool trainable = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        var signature = model.ProbeParts.Program.Signature;
        using var states = signature.States.Length == 0 ? null : new StateMemory(signature);
        return Run(model, inputs, cotangents, trainable, states);
    }

    /// <summary>The same, from states of one's own; who calls keeps what the pass leaves.</summary>
    internal static ProbeResult Run(
        Model model, IReadOnlyList<TensorData> inputs, IReadOnlyList<Tensor<float>> cotangents, bool trainable, StateMemory? states)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(cotangents);
        var (program, weights) = model.ProbeParts;
        var signature = program.Signature;
        var outputs = signature.Outputs.Select((output, i) => new OutputTraining(output, null, 1f, null, null, signature.Outputs.Length == 1)).ToArray();
        using var data = new DataSet(
            new([.. inputs], new TensorData[outputs.Length], new TensorData[outputs.Length]), program, outputs, refuseNaN: false);
        using var batch = new StagedBatch(signature);
        data.GatherAll(batch);
        using var frame = new Frame(signature) { States = states };
        using var memory = new TrainingMemory(program, weights, frame, all: true);
        frame.TrainingLayers = [.. signature.TrainingLayers.Select(_ => trainable)];
        frame.LogitCotangents = new bool[outputs.Length];
        frame.Prepare(new PlanCache(program, Phase.Train).For(batch.Count, batch.Axes));
        for (var i = 0; i < batch.Inputs.Length; i++) frame.Inputs[i] = batch.Inputs[i].Address;
        memory.PrepareOutputs(program, batch, frame);
        memory.PrepareCotangents(program, batch, frame);
        for (var i = 0; i < cotangents.Count; i++) cotangents[i].FlattenTo(new Span<float>(frame.Cotangents[i], Size(program, i, batch)));
        var inputGradients = signature.Inputs.Select((_, i) => NativeBuffer.Of<float>(batch.Inputs[i].Floats.Length)).ToArray();
        for (var i = 0; i < inputGradients.Length; i++) frame.InputGradients[i] = inputGradients[i].Floats;

        program.Forward(frame);
        program.Backward(frame);
        memory.CompleteGradients();
        memory.Touch();
        var result = new ProbeResult(
            [.. outputs.Select((_, i) => new Span<float>(frame.Outputs[i], Size(program, i, batch)).ToArray())],
            [.. signature.Inputs.Select((input, i) => input.DType == DType.Float32 ? inputGradients[i].Span<float>().ToArray() : null)],
            memory.CopyGradients(signature.Weights),
            model.NamedWeights().ToDictionary(entry => entry.Path, entry => entry.Weight.ToTensor()));
        foreach (var buffer in inputGradients) buffer.Dispose();
        GC.KeepAlive(model);
        return result;
    }

    private static int Size(ModelProgram program, int output, StagedBatch batch) =>
        checked((int)(batch.Count * ShapeBinding.SampleSize(program, program.Signature.Outputs[output], output, batch.Axes)));
}

/// <summary>What <see cref="GradientProbe"/> found, row-major.</summary>
/// <param name="Outputs">In order of the outputs.</param>
/// <param name="InputGradients">In order of the inputs; null for inputs that are no floats.</param>
/// <param name="WeightGradients">By path, penalties included; a shared weight stands under its first path.</param>
/// <param name="WeightsAfter">All weights by path, after the pass.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ProbeResult(
    IReadOnlyList<float[]> Outputs,
    IReadOnlyList<float[]?> InputGradients,
    IReadOnlyDictionary<string, Tensor<float>> WeightGradients,
    IReadOnlyDictionary<string, Tensor<float>> WeightsAfter);
