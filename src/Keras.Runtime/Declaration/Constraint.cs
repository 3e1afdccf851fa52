namespace Keras;

/// <summary>Keras's weight constraints (https://keras.io/api/layers/constraints/), applied after each update.</summary>
public enum Constraint
{
    /// <summary>No constraint.</summary>
    None,
    /// <summary>Norm at most MaxValue (2) along Axis (0).</summary>
    MaxNorm,
    /// <summary>Negative entries become zero.</summary>
    NonNegative,
    /// <summary>Norm 1 along Axis (0).</summary>
    UnitNorm,
    /// <summary>Norm between MinValue (0) and MaxValue (1) along Axis (0), at Rate (1).</summary>
    MinMaxNorm,
}
