using Keras.Hosting;

namespace Keras.Serving;

internal sealed unsafe partial class Predictor
{
    /// <summary>Predicts from spans to spans and allocates nothing.</summary>
    public void Predict<TInputs, TOutputs>(in TInputs inputs, in TOutputs outputs, int batch, StateMemory? states)
        where TInputs : IInputSpans, allows ref struct
        where TOutputs : IOutputSpans, allows ref struct
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        if (_signature.Inputs[0].BatchSize is var fixedSize and > 0 && batch % fixedSize != 0)
            throw new ArgumentException(
                $"Input \"{_signature.Inputs[0].Name}\" has the fixed batch size {fixedSize}; {batch} samples are no multiple of it.", nameof(batch));
        var frame = _frames.Rent();
        frame.States = states;
        try
        {
            ShapeBinding.Forget(frame.Axes);
            PinInputs(inputs, outputs, batch, frame, 0);
        }
        finally
        {
            Leave(frame);
        }
    }

    /// <summary>One level of recursion per span: each holds one pinned local.</summary>
    private void PinInputs<TInputs, TOutputs>(in TInputs inputs, in TOutputs outputs, int batch, Frame frame, int index)
        where TInputs : IInputSpans, allows ref struct
        where TOutputs : IOutputSpans, allows ref struct
    {
        if (index == _signature.Inputs.Length)
        {
            PinOutputs(outputs, batch, frame, 0);
            return;
        }
        var signature = _signature.Inputs[index];
        var bytes = inputs.Bytes(index);
        ShapeBinding.Bind(signature, _signature.Axes, bytes.Length / TensorData.ElementSize(signature.DType), batch, frame.Axes, "Input");
        fixed (byte* address = bytes)
        {
            frame.InputData[index] = address;
            PinInputs(inputs, outputs, batch, frame, index + 1);
        }
    }

    private void PinOutputs<TOutputs>(in TOutputs outputs, int batch, Frame frame, int index)
        where TOutputs : IOutputSpans, allows ref struct
    {
        if (index == _signature.Outputs.Length)
        {
            Run(frame, batch);
            return;
        }
        var signature = _signature.Outputs[index];
        var bytes = outputs.Bytes(index);
        var size = batch * ShapeBinding.SampleSize(program, signature, index, frame.Axes);
        if (bytes.Length / TensorData.ElementSize(signature.DType) != size)
            throw new ArgumentException(
                $"Output \"{signature.Name}\" of shape {ShapeBinding.Text(signature)} has room for " +
                $"{bytes.Length / TensorData.ElementSize(signature.DType)} values; a batch of {batch} has {size}.");
        fixed (byte* address = bytes)
        {
            frame.OutputData[index] = address;
            PinOutputs(outputs, batch, frame, index + 1);
        }
    }
}
