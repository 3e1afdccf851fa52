namespace Keras;

/// <summary>Keras's weight and activity penalties (https://keras.io/api/layers/regularizers/), each with Keras's default factor 0.01.</summary>
public enum Regularizer
{
    /// <summary>No penalty.</summary>
    None,
    /// <summary>l1·Σ|w|.</summary>
    L1,
    /// <summary>l2·Σw².</summary>
    L2,
    /// <summary>l1·Σ|w| + l2·Σw²; both factors are 0 unless given.</summary>
    L1L2,
    /// <summary>Pushes rows (or columns) of a matrix to be orthogonal.</summary>
    Orthogonal,
}
