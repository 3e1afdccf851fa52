namespace Keras.Kernels;

/// <summary>The binary format of float32.</summary>
internal static class FloatBits
{
    internal const int MantissaBits = 23;
    internal const int ExponentBias = 127;

    /// <summary>The bits of √½: subtracting them before the shift rounds the exponent so that the mantissa lies about 1.</summary>
    internal const int SquareRootOfHalf = 0x3F3504F3;

    internal const float SmallestNormal = 1.17549435e-38f;
}
