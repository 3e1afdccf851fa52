namespace Keras.Kernels;

/// <summary>The binary format of float32.</summary>
internal static class FloatBits
{
    internal const int MantissaBits = 23;
    internal const int ExponentBias = 127;

    /// <summary>The bits of √½: subtracting them before the shift rounds the exponent so that the mantissa lies about 1.</summary>
    internal const int SquareRootOfHalf = 0x3F3504F3;

    internal const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Bits of a bfloat16, which is the upper half of a float32.</summary>
    internal const int HalfBits = 16;

    internal const uint UpperHalf = 0xFFFF0000;

    /// <summary>Just below half of the last place of a bfloat16.</summary>
    internal const uint BelowHalf = 0x7FFF;

    /// <summary>The bit of a quiet NaN.</summary>
    internal const uint Quiet = 0x0040_0000;
}
