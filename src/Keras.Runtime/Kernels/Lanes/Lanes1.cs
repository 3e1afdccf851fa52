using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>One float32: the tail of a row, and machines without vector registers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Lanes1 : ILanes<Lanes1>
{
    private readonly float _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes1(float value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Broadcast(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(Pointer<float> pointer, nint index) => new(pointer.Value[index]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(Pointer<int> pointer, nint index) => new(pointer.Value[index]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(Pointer<byte> pointer, nint index) => new(pointer.Value[index]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1 value, Pointer<float> pointer, nint index) => pointer.Value[index] = value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1 value, Pointer<byte> pointer, nint index) => pointer.Value[index] = value._value != 0 ? (byte)1 : (byte)0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 left, Lanes1 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 left, Lanes1 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 left, Lanes1 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 FusedMultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(float.MultiplyAddEstimate(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyAdd(Pointer<float> pointer, Lanes1 b, Lanes1 c) => new(float.MultiplyAddEstimate(*pointer.Value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyAddLanes(Pointer<float> pointer, Lanes1 b, Lanes1 c) => MultiplyAdd(pointer, b, c);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Max(Lanes1 left, Lanes1 right) => new(float.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Min(Lanes1 left, Lanes1 right) => new(float.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Abs(Lanes1 value) => new(float.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Sqrt(Lanes1 value) => new(float.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Floor(Lanes1 value) => new(float.Floor(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Less(Lanes1 left, Lanes1 right) => new(left._value < right._value ? 1f : 0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 LessOrEqual(Lanes1 left, Lanes1 right) => new(left._value <= right._value ? 1f : 0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Equal(Lanes1 left, Lanes1 right) => new(left._value == right._value ? 1f : 0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Select(Lanes1 condition, Lanes1 ifTrue, Lanes1 ifFalse) => condition._value != 0 ? ifTrue : ifFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SelectLess(Lanes1 left, Lanes1 right, Lanes1 ifTrue, Lanes1 ifFalse) => left._value < right._value ? ifTrue : ifFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SelectEqual(Lanes1 left, Lanes1 right, Lanes1 ifTrue, Lanes1 ifFalse) => left._value == right._value ? ifTrue : ifFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Relu(Lanes1 value) => new(value._value < 0 ? 0f : value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Scale(Lanes1 value, Lanes1 exponent)
    {
        int whole = (int)exponent._value, half = whole >> 1;
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Split(Lanes1 value, out Lanes1 exponent)
    {
        int bits = BitConverter.SingleToInt32Bits(value._value);
        int power = (bits - FloatBits.SquareRootOfHalf) >> FloatBits.MantissaBits;
        exponent = new(power);
        return new(BitConverter.Int32BitsToSingle(bits - (power << FloatBits.MantissaBits)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 LoadPartial(Pointer<float> pointer, nint index, nint count, float fill) => new(fill);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(Lanes1 value, Pointer<float> pointer, nint index, nint count)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes1 value) => value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Lanes1 value) => value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Clamp(Lanes1 value, float low, float high) => new(value._value < low ? low : value._value > high ? high : value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(Lanes1 value) => value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Exp(Lanes1 value) => Exponential.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Log(Lanes1 value) => Logarithm.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Uniform(ulong key, nint element) => new(CounterRandom.Uniform(key, element));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float PowerOfTwo(int exponent) =>
        BitConverter.Int32BitsToSingle((exponent + FloatBits.ExponentBias) << FloatBits.MantissaBits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 JoinHalves(Lanes1 low, Lanes1 high) =>
        new(BitConverter.UInt32BitsToSingle((Rounded(low._value) >> FloatBits.HalfBits) | (Rounded(high._value) & FloatBits.UpperHalf)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 LowerHalves(Lanes1 pair) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(pair._value) << FloatBits.HalfBits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 UpperHalves(Lanes1 pair) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(pair._value) & FloatBits.UpperHalf));

    /// <summary>Bits whose upper half is the nearest bfloat16; a NaN keeps a bit there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Rounded(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? bits | FloatBits.Quiet : bits + ((bits >> FloatBits.HalfBits) & 1) + FloatBits.BelowHalf;
    }
}
