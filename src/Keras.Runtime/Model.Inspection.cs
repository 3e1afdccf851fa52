using System.ComponentModel;
using System.Numerics.Tensors;
using Keras.Hosting;
using Keras.Serving;
using Keras.Training;

namespace Keras;

public abstract partial class Model
{
    private const int WarmUpRuns = 2;

    /// <summary>Whether <c>Fit</c> ends with an <see cref="ArithmeticException"/> as soon as the loss is NaN or infinite, before the weights
    /// take it up; the message names the first layer at fault, as <c>CheckNumerics</c> does. False by default.</summary>
    public bool CheckNumericsInFit { get; set; }

    /// <summary>Makes the program of <c>Trace</c>; emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual TracedProgram CreateTrace(IReadOnlyList<Weight> weights) => throw NotBuilt();

    /// <summary>Makes the program of <c>Profile</c>; emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual ProfiledProgram CreateProfile(IReadOnlyList<Weight> weights) => throw NotBuilt();

    /// <summary>Predicts and keeps what every layer made.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ModelTrace TraceCore(params ReadOnlySpan<TensorData> inputs)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var traced = CreateTrace(_programWeights);
        using var predictor = new Predictor(traced.Program, _programWeights, _gate) { RefuseNaN = false };
        using var states = Execution.States?.Copy(Program.Signature);
        var values = predictor.Predict(inputs, states);
        var names = traced.Program.Signature.Outputs;
        return new([.. traced.Results.Select((result, i) => new TraceEntry(
            names[i].Name, result.ClassName, result.Node, result.Index, values[i].ToFloats()))]);
    }

    /// <summary>The first input or layer with values that are no finite numbers; null where all are.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected NumericFault? CheckNumericsCore(params ReadOnlySpan<TensorData> inputs)
    {
        var names = Program.Signature.Inputs;
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i] is { IsMissing: false, DType: DType.Float32 } input && FaultOf(new(names[i].Name, InputAttribute.KerasClassName, 0, 0, input.ToFloats())) is { } fault) return fault;
        return TraceCore(inputs).Select(FaultOf).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Predicts several times and takes the time of every step.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ModelProfile ProfileCore(int runs, params ReadOnlySpan<TensorData> inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var profiled = CreateProfile(_programWeights);
        using var predictor = new Predictor(profiled.Program, _programWeights, _gate) { RefuseNaN = false, ChoosesWays = false };
        using var states = Execution.States?.Copy(Program.Signature);
        for (var run = 0; run < WarmUpRuns; run++) predictor.Predict(inputs, states);
        profiled.Timer.Reset();
        for (var run = 0; run < runs; run++) predictor.Predict(inputs, states);
        var bytes = new long[profiled.Steps.Length];
        var batch = predictor.CountBytes(profiled.CountBytes, inputs, bytes);
        return new([.. profiled.Steps.Select((step, i) => new ProfileStep(step.Path, step.Kernel, profiled.Timer[i] / runs, bytes[i]))], runs, batch);
    }

    /// <summary>Why the loss of a batch is no finite number.</summary>
    internal string ExplainLoss(StagedBatch batch)
    {
        var inputs = Program.Signature.Inputs.Select((signature, i) => batch.Inputs[i].ToTensor(
            signature.DType, [batch.Count, .. signature.Shape.Select((_, axis) => (nint)ShapeBinding.Length(Program, signature, -1, axis, batch.Axes))]));
        return CheckNumericsCore([.. inputs]) is { } fault
            ? $"the loss is NaN or infinite: {fault}."
            : "the loss is NaN or infinite, although what every layer predicts is finite: look at the targets, their weights, and layers that behave in another way in training.";
    }

    private NumericFault? FaultOf(TraceEntry entry)
    {
        var (nan, infinite) = (entry.NaNCount, entry.InfinityCount);
        if (nan == 0 && infinite == 0) return null;
        var weights = NamedWeights()
            .Where(named => named.Path == $"{entry.Path}/{named.Weight.Name}" && !TensorPrimitives.IsFiniteAll<float>(named.Weight.Physical))
            .Select(named => named.Path);
        return new(entry.Path, entry.ClassName, entry.Node, nan, infinite, entry.Values.FlattenedLength, [.. weights]);
    }
}
