using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>Whether a matrix product takes the time that reading its weights takes.</summary>
/// <remarks>
/// While one weight is read from memory a core does about five multiply-adds at its peak, while it is read from the third-level cache about
/// one. So a product over some more rows than that is bound by arithmetic, to which 16-bit weights add their widening; and weights that stay
/// in the second-level cache are read as fast as they are multiplied by. The batch is 1 unless it is fixed, as what is served sample by
/// sample gains most; an unknown axis besides has <see cref="ConvolutionCosts.SmallLength"/> rows.
/// </remarks>
public static class ReadingCosts
{
    /// <summary>Rows up to which reading is the limit.</summary>
    public const long MostRows = 8;

    /// <param name="rows">Rows of the first factor.</param>
    /// <param name="weights">Elements of the second.</param>
    public static bool AreTheLimit(Dim rows, Dim weights) =>
        weights.IsKnown && weights.Value > CacheSizes.SecondLevel &&
        rows.Evaluate(symbol => symbol == Dim.Batch.Symbols.Single() ? 1 : ConvolutionCosts.SmallLength) <= MostRows;
}
