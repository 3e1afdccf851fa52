using System.Diagnostics;
using Keras;
using Keras.Layers;

namespace Samples.Nodes;

/// <summary>One convolution over pictures of two sizes. Its weights do not depend on the size, its shapes do.</summary>
public sealed partial class SharedConvolution : Model
{
    [Conv2D(16, 3, Padding = Padding.Same)] private readonly Conv2D _conv;

    public (KerasTensor ConvedA, KerasTensor ConvedB) Call([Input(32, 32, 3)] KerasTensor a, [Input(64, 64, 3)] KerasTensor b)
    {
        var convedA = _conv.Call(a);
        Debug.Assert(_conv.InputShape == new TensorShape(Axis.None, 32, 32, 3));

        var convedB = _conv.Call(b);
        // From here on `_conv.InputShape` would be an error: the two calls differ.
        Debug.Assert(_conv.GetInputShapeAt(0) == new TensorShape(Axis.None, 32, 32, 3));
        Debug.Assert(_conv.GetInputShapeAt(1) == new TensorShape(Axis.None, 64, 64, 3));
        Debug.Assert(_conv.GetOutputShapeAt(1) == new TensorShape(Axis.None, 64, 64, 16));
        return (convedA, convedB);
    }
}
