using System.Diagnostics;
using Keras;
using Keras.Layers;

namespace Samples.Nodes;

/// <summary>One LSTM reads two messages of 280 characters: one layer, two nodes. The compiler evaluates the assertions while it builds the
/// graph; a false one is an error in the editor.</summary>
public sealed partial class SharedLstm : Model
{
    [LSTM(32)] private readonly LSTM _lstm;

    public (KerasTensor EncodedA, KerasTensor EncodedB) Call([Input(280, 256)] KerasTensor a, [Input(280, 256)] KerasTensor b)
    {
        var encodedA = _lstm.Call(a);
        // As long as the layer has one call, its output is that of this call.
        Debug.Assert(_lstm.Output == encodedA);
        Debug.Assert(_lstm.OutputShape == new TensorShape(Axis.None, 32));

        var encodedB = _lstm.Call(b);
        // From here on `_lstm.Output` would be an error: which of the two?
        Debug.Assert(_lstm.GetOutputAt(0) == encodedA && _lstm.GetOutputAt(1) == encodedB);
        Debug.Assert(_lstm.GetInputAt(0) == a && _lstm.GetInputAt(1) == b);
        Debug.Assert(encodedA != encodedB && encodedA.DType == DType.Float32);
        return (encodedA, encodedB);
    }
}
