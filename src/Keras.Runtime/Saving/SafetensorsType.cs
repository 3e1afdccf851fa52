namespace Keras.Saving;

/// <summary>Element types of the safetensors format, by the names that stand in files.</summary>
public enum SafetensorsType
{
    /// <summary>Truth value, one byte.</summary>
    BOOL,
    /// <summary>8-bit unsigned integer.</summary>
    U8,
    /// <summary>8-bit integer.</summary>
    I8,
    /// <summary>16-bit unsigned integer.</summary>
    U16,
    /// <summary>16-bit integer.</summary>
    I16,
    /// <summary>32-bit unsigned integer.</summary>
    U32,
    /// <summary>32-bit integer.</summary>
    I32,
    /// <summary>64-bit unsigned integer.</summary>
    U64,
    /// <summary>64-bit integer.</summary>
    I64,
    /// <summary>16-bit floating point, IEEE.</summary>
    F16,
    /// <summary>16-bit floating point: the upper half of a 32-bit one.</summary>
    BF16,
    /// <summary>32-bit floating point.</summary>
    F32,
    /// <summary>64-bit floating point.</summary>
    F64,
}

/// <summary>Facts about <see cref="SafetensorsType"/>.</summary>
internal static class SafetensorsTypes
{
    public static int Size(this SafetensorsType type) => type switch
    {
        SafetensorsType.BOOL or SafetensorsType.U8 or SafetensorsType.I8 => 1,
        SafetensorsType.U16 or SafetensorsType.I16 or SafetensorsType.F16 or SafetensorsType.BF16 => 2,
        SafetensorsType.U32 or SafetensorsType.I32 or SafetensorsType.F32 => 4,
        _ => 8,
    };

    /// <summary>The type with exactly this name.</summary>
    public static bool TryParse(string name, out SafetensorsType type)
    {
        // The values count from 0, in the order of their names.
        type = (SafetensorsType)Array.IndexOf(Enum.GetNames<SafetensorsType>(), name);
        return type >= 0;
    }
}
