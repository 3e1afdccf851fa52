using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Fusion;

/// <summary>1 if a layer trains when the step runs, else 0: the same number for each element.</summary>
/// <param name="Layer">Path of the layer.</param>
public sealed record TrainsFormula(string Layer) : Formula
{
    public override string ToString() => $"trains({Layer})";
}
