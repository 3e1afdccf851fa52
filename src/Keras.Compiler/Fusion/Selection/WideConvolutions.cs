using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>Convolutions whose windows are several neighbouring ones along the last axis.</summary>
public static class WideConvolutions
{
    /// <summary>How many windows are one: as many as fill a panel and divide their number.</summary>
    public static int CountOf(ConvolutionOp op, Dim filters)
    {
        var window = op.Windows[op.Windows.Count - 1];
        if (op.Groups > 1 || op.Precision == Precision.Exact || window is not { Stride: 1, Dilation: 1, Size: > 1, Count.IsKnown: true }) return 1;
        var most = (int)(PanelLayout.Width / filters.Value);
        return Enumerable.Range(2, Math.Max(0, most - 1)).LastOrDefault(count => window.Count.Value % count == 0);
    }

    /// <summary>The convolution with so many windows as one.</summary>
    public static Convolution Widen(ConvolutionOp op, int count)
    {
        var window = op.Windows[op.Windows.Count - 1];
        return new(op.Windows.Take(op.Windows.Count - 1)
            .Append(new Window(window.Length, window.Count.Value / count, window.Size + count - 1, count, 1, window.Low)).ToEquatableArray(), 1);
    }
}
