using Keras.Hosting;

namespace Keras.Serving;

/// <summary>Runs predictions: any number at a time, each in a frame of its own.</summary>
/// <param name="program">The model's code.</param>
/// <param name="weights">What the code reads; held so that its memory stays.</param>
/// <param name="gate">Keeps updates of the weights apart.</param>
internal sealed unsafe partial class Predictor(ModelProgram program, Weight[] weights, UpdateGate gate) : IDisposable
{
    private readonly ProgramSignature _signature = program.Signature;
    private readonly FramePool _frames = new(program.Signature);
    private readonly PlanCache _plans = new(program, Phase.Infer);

    /// <summary>What is made of the weights beforehand, or null; freed with the predictor.</summary>
    public Preparation? Preparation { get; } = program.Signature.Preparation is { } signature ? new(program, signature, weights) : null;

    /// <summary>Whether NaN in the inputs is refused.</summary>
    public bool RefuseNaN { get; set; } = true;

    public void Dispose()
    {
        _frames.Dispose();
        Preparation?.Dispose();
    }

    /// <summary>Predicts from tensors to new tensors.</summary>
    /// <param name="inputs">In order of the inputs.</param>
    /// <param name="states">For a program with states: those that it goes on from.</param>
    public TensorData[] Predict(ReadOnlySpan<TensorData> inputs, StateMemory? states = null)
    {
        var frame = _frames.Rent();
        frame.States = states;
        using var pins = new Pins();
        try
        {
            var batch = Bind(inputs, frame, pins);
            var outputs = new TensorData[_signature.Outputs.Length];
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] = TensorData.Create(_signature.Outputs[i].DType, OutputLengths(i, batch, frame.Axes));
                frame.OutputData[i] = pins.Add(outputs[i]);
            }
            Run(frame, batch);
            return outputs;
        }
        finally
        {
            Leave(frame);
        }
    }

    /// <summary>The end of a call, whatever came of it.</summary>
    private void Leave(Frame frame)
    {
        Preparation.Leave(frame);
        frame.States = null;
        _frames.Return(frame);
    }

    /// <summary>Counts the bytes of a prediction's steps.</summary>
    /// <returns>The number of samples.</returns>
    public long CountBytes(ByteCounter counter, ReadOnlySpan<TensorData> inputs, Span<long> bytes)
    {
        var frame = _frames.Rent();
        using var pins = new Pins();
        try
        {
            var batch = Bind(inputs, frame, pins);
            counter(batch, frame.Axes, bytes);
            return batch;
        }
        finally
        {
            _frames.Return(frame);
        }
    }

    private long Bind(ReadOnlySpan<TensorData> inputs, Frame frame, Pins pins)
    {
        var batch = -1L;
        ShapeBinding.Forget(frame.Axes);
        for (var i = 0; i < _signature.Inputs.Length; i++)
        {
            var signature = _signature.Inputs[i];
            var input = inputs[i];
            if (input.IsMissing) throw new ArgumentException($"Missing data for input \"{signature.Name}\" of shape {ShapeBinding.Text(signature)}.");
            if (input.DType != signature.DType)
                throw new ArgumentException($"Input \"{signature.Name}\" expects {signature.DType}, but received {input.DType}.");
            var samples = ShapeBinding.Bind(signature, _signature.Axes, input.Lengths, frame.Axes, "Input");
            if (batch >= 0 && samples != batch)
                throw new ArgumentException(
                    $"Input \"{signature.Name}\" of shape {ShapeBinding.Text(input.Lengths)} has {samples} samples, " +
                    $"input \"{_signature.Inputs[0].Name}\" of shape {ShapeBinding.Text(inputs[0].Lengths)} has {batch}: they must be equal.");
            batch = samples;
            frame.InputData[i] = pins.Add(input);
        }
        return batch;
    }

    private nint[] OutputLengths(int output, long batch, ReadOnlySpan<long> axes)
    {
        var lengths = new nint[_signature.Outputs[output].Shape.Length + 1];
        lengths[0] = (nint)batch;
        for (var axis = 1; axis < lengths.Length; axis++)
            lengths[axis] = (nint)ShapeBinding.Length(program, _signature.Outputs[output], output, axis - 1, axes);
        return lengths;
    }

    /// <summary>Predicts the data that the frame points to.</summary>
    private void Run(Frame frame, long batch)
    {
        if (RefuseNaN) CheckNumbers(frame, batch);
        foreach (var lookup in _signature.Lookups)
        {
            var input = _signature.Inputs[lookup.Input];
            Lookups.Check(input, lookup, frame.InputData[lookup.Input], batch, ShapeBinding.SampleSize(program, input, -1, frame.Axes));
        }
        if (frame.States is { } states)
        {
            RunFromStates(states, frame, batch);
            return;
        }
        var root = gate.Root;
        var updates = root.Updates;
        if (!root.IsTraining && updates % 2 == 0 && (Preparation?.TryEnter(frame) ?? true))
        {
            RunTiles(frame, batch);
            // No reading of a weight may slip behind the second look at the counter.
            Volatile.ReadBarrier();
            if (root.Updates == updates && gate.Root == root) return;
            Preparation.Leave(frame);
        }
        RunInTurn(frame, batch);
        GC.KeepAlive(weights);
    }

    /// <summary>A call at a time; what steps the states is not repeated, so that it takes turns with updates from the beginning.</summary>
    private void RunFromStates(StateMemory states, Frame frame, long batch)
    {
        lock (states.Busy)
        {
            states.Begin();
            RunInTurn(frame, batch);
        }
        GC.KeepAlive(weights);
    }

    private void RunInTurn(Frame frame, long batch)
    {
        var turn = gate.BeginRead();
        try
        {
            Preparation?.Enter(frame, isInUpdate: turn is null);
            RunTiles(frame, batch);
        }
        finally
        {
            turn?.EndRead();
        }
    }

    private void CheckNumbers(Frame frame, long batch)
    {
        for (var i = 0; i < _signature.Inputs.Length; i++)
        {
            var signature = _signature.Inputs[i];
            if (signature.DType != DType.Float32) continue;
            var size = ShapeBinding.SampleSize(program, signature, -1, frame.Axes);
            Numbers.Check((float*)frame.InputData[i], batch, size, "Input", signature.Name);
        }
    }
}
