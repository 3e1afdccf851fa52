namespace Keras;

/// <summary>Element type of a tensor.</summary>
public enum DType
{
    /// <summary>32-bit floating point, the default everywhere.</summary>
    Float32,
    /// <summary>32-bit signed integer: token ids, class labels.</summary>
    Int32,
    /// <summary>8-bit unsigned integer: pixels.</summary>
    UInt8,
    /// <summary>Truth value, stored as one byte: masks.</summary>
    Bool,
}
