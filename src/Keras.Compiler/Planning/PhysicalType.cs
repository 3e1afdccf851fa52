using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>How a value lies in memory, and where.</summary>
/// <param name="DType">Element type.</param>
/// <param name="Layout">Row-major or panels.</param>
/// <param name="Rows">Where its elements lie in the memory of <paramref name="Home"/>.</param>
/// <param name="Home">What memory.</param>
/// <param name="Index">Which: number of the slot, input, output, weight ...</param>
/// <param name="Within">Value that this one is a part or another name of, or null.</param>
/// <param name="RowsWithin">Where in that; null where <paramref name="Within"/> is.</param>
public sealed record PhysicalType(
    DType DType, WeightLayout Layout, Rows Rows, Home Home, int Index, Value? Within = null, Rows? RowsWithin = null)
{
    /// <summary>Bytes of an element.</summary>
    public int ElementSize => SizeOf(DType);

    /// <summary>Bytes of an element of this type.</summary>
    public static int SizeOf(DType dtype) => dtype is DType.Float32 or DType.Int32 ? 4 : 1;

    /// <summary>Elements that a value takes in memory, padding included.</summary>
    public static Dim PhysicalLength(Shape shape, WeightLayout layout)
    {
        if (layout == WeightLayout.RowMajor) return shape.Size;
        var columns = shape[-1];
        return shape.WithoutAxis(-1).Size * (columns.IsKnown ? Dim.Known(PanelLayout.Padded(columns.Value)) : columns + (PanelLayout.Width - 1));
    }

    public override string ToString() =>
        $"{Home} {Index}" + (Rows.IsDense && Rows.Offset == 0 ? "" : $" + {Rows.Offset}") +
        (Rows.IsDense ? "" : $", rows of {Rows.Length} every {Rows.Stride}") + (Layout == WeightLayout.RowMajor ? "" : $", {Layout}");
}

/// <summary>Kinds of memory that a value can lie in.</summary>
public enum Home
{
    /// <summary>A slot of the arena.</summary>
    Slot,
    Input,
    Output,
    OutputMask,
    Weight,
    /// <summary>What is made of weights alone; it stays until they change.</summary>
    Prepared,
    /// <summary>What the run before left. It stays as it is while the run lasts.</summary>
    State,
    /// <summary>What the run leaves to the next.</summary>
    NextState,
    Cotangent,
    LossTerm,
    WeightGradient,
    InputGradient,
}
