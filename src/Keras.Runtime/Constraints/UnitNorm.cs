namespace Keras;

/// <summary>Norm 1.</summary>
/// <param name="axis">Axes over which the norm is taken; [0] by default, the inputs of a dense kernel.</param>
public sealed class UnitNorm(int[]? axis = null) : NormConstraint(axis)
{
    private protected override float Wanted(float norm) => 1f;
}
