using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>8 float32 lanes in a 256-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Lanes8 : ILanes<Lanes8>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes8(Vector256<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(Pointer<float> pointer, nint index) => new(Vector256.Load(pointer.Value + index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(Pointer<int> pointer, nint index) => new(Vector256.ConvertToSingle(Vector256.Load(pointer.Value + index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(Pointer<byte> pointer, nint index) => new(Vector256.ConvertToSingle(Widen(Vector64.Load(pointer.Value + index).ToVector128())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 value, Pointer<float> pointer, nint index) => Vector256.Store(value._value, pointer.Value + index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 value, Pointer<byte> pointer, nint index)
    {
        Vector256<uint> truth = Truth(value);
        Vector128<ushort> words = Vector128.Narrow(truth.GetLower(), truth.GetUpper());
        Vector128.Narrow(words, words).GetLower().Store(pointer.Value + index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 FusedMultiplyAdd(Lanes8 a, Lanes8 b, Lanes8 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Pointer<float> pointer, Lanes8 b, Lanes8 c) =>
        new(Vector256.MultiplyAddEstimate(b._value, Vector256.Create(*pointer.Value), c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAddLanes(Pointer<float> pointer, Lanes8 b, Lanes8 c) =>
        new(Vector256.MultiplyAddEstimate(b._value, Vector256.Load(pointer.Value), c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Max(Lanes8 left, Lanes8 right) => new(Vector256.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Min(Lanes8 left, Lanes8 right) => new(Vector256.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 value) => new(Vector256.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Sqrt(Lanes8 value) => new(Vector256.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Floor(Lanes8 value) => new(Vector256.Floor(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Less(Lanes8 left, Lanes8 right) => new(Vector256.LessThan(left._value, right._value) & Vector256<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LessOrEqual(Lanes8 left, Lanes8 right) => new(Vector256.LessThanOrEqual(left._value, right._value) & Vector256<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Equal(Lanes8 left, Lanes8 right) => new(Vector256.Equals(left._value, right._value) & Vector256<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Select(Lanes8 condition, Lanes8 ifTrue, Lanes8 ifFalse) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(condition._value, Vector256<float>.Zero), ifFalse._value, ifTrue._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectLess(Lanes8 left, Lanes8 right, Lanes8 ifTrue, Lanes8 ifFalse) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left._value, right._value), ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectEqual(Lanes8 left, Lanes8 right, Lanes8 ifTrue, Lanes8 ifFalse) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(left._value, right._value), ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Relu(Lanes8 value) => new(Vector256.MaxNative(Vector256<float>.Zero, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Scale(Lanes8 value, Lanes8 exponent)
    {
        Vector256<int> whole = Vector256.ConvertToInt32(exponent._value);
        Vector256<int> half = Vector256.ShiftRightArithmetic(whole, 1);
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Split(Lanes8 value, out Lanes8 exponent)
    {
        Vector256<int> bits = value._value.AsInt32();
        Vector256<int> power = Vector256.ShiftRightArithmetic(bits - Vector256.Create(FloatBits.SquareRootOfHalf), FloatBits.MantissaBits);
        exponent = new(Vector256.ConvertToSingle(power));
        return new((bits - Vector256.ShiftLeft(power, FloatBits.MantissaBits)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LoadPartial(Pointer<float> pointer, nint index, nint count, float fill)
    {
        if (Avx.IsSupported)
        {
            Vector256<float> mask = FirstLanes(count);
            return new(Vector256.ConditionalSelect(mask, Avx.MaskLoad(pointer.Value + index, mask), Vector256.Create(fill)));
        }
        Vector256<float> lanes = Vector256.Create(fill);
        for (int lane = 0; lane < (int)count; lane++)
            lanes = lanes.WithElement(lane, pointer.Value[index + lane]);
        return new(lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(Lanes8 value, Pointer<float> pointer, nint index, nint count)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(pointer.Value + index, FirstLanes(count), value._value);
            return;
        }
        for (int lane = 0; lane < (int)count; lane++)
            pointer.Value[index + lane] = value._value.GetElement(lane);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes8 value) => Vector256.Sum(value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Lanes8 value) => Largest(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Largest(Vector256<float> value) => Lanes4.Largest(Vector128.Max(value.GetLower(), value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Clamp(Lanes8 value, float low, float high) =>
        new(Vector256.MinNative(Vector256.Create(high), Vector256.MaxNative(Vector256.Create(low), value._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(Lanes8 value) => Product(value._value);

    internal static float Product(Vector256<float> value) => Lanes4.Product(value.GetLower() * value.GetUpper());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Exp(Lanes8 value) => Exponential.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Log(Lanes8 value) => Logarithm.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Uniform(ulong key, nint element)
    {
        var low = Vector256.Create((uint)element);
        Vector256<uint> counter = low + Vector256<uint>.Indices;
        // A lane whose low word has wrapped round belongs to the next high word: the comparison gives -1 there.
        Vector256<uint> high = Vector256.Create((uint)(element >> 32)) - Vector256.LessThan(counter, low);
        Vector256<uint> hash = Mix(Mix(counter ^ Vector256.Create((uint)key)) + (high ^ Vector256.Create(CounterRandom.SecondWord(key))));
        return new(Vector256.ConvertToSingle(Vector256.ShiftRightLogical(hash, 8).AsInt32()) * Vector256.Create(CounterRandom.Unit));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Mix(Vector256<uint> hash)
    {
        hash = (hash ^ Vector256.ShiftRightLogical(hash, 16)) * Vector256.Create(CounterRandom.FirstMultiplier);
        hash = (hash ^ Vector256.ShiftRightLogical(hash, 13)) * Vector256.Create(CounterRandom.SecondMultiplier);
        return hash ^ Vector256.ShiftRightLogical(hash, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> exponent) =>
        Vector256.ShiftLeft(exponent + Vector256.Create(FloatBits.ExponentBias), FloatBits.MantissaBits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Truth(Lanes8 value) =>
        Vector256.AndNot(Vector256<uint>.One, Vector256.Equals(value._value, Vector256<float>.Zero).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(Vector128<byte> bytes)
    {
        if (Avx2.IsSupported)
            return Avx2.ConvertToVector256Int32(bytes);
        Vector128<ushort> words = Vector128.WidenLower(bytes);
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> FirstLanes(nint count) =>
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 JoinHalves(Lanes8 low, Lanes8 high) =>
        new((Vector256.ShiftRightLogical(Rounded(low), FloatBits.HalfBits) | (Rounded(high) & Vector256.Create(FloatBits.UpperHalf))).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LowerHalves(Lanes8 pair) => new(Vector256.ShiftLeft(pair._value.AsUInt32(), FloatBits.HalfBits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 UpperHalves(Lanes8 pair) => new((pair._value.AsUInt32() & Vector256.Create(FloatBits.UpperHalf)).AsSingle());

    /// <summary>Bits whose upper halves are the nearest bfloat16; a NaN keeps a bit there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rounded(Lanes8 value)
    {
        Vector256<uint> bits = value._value.AsUInt32();
        Vector256<uint> odd = Vector256.ShiftRightLogical(bits, FloatBits.HalfBits) & Vector256<uint>.One;
        return Vector256.ConditionalSelect(
            Vector256.Equals(value._value, value._value).AsUInt32(),
            bits + odd + Vector256.Create(FloatBits.BelowHalf), bits | Vector256.Create(FloatBits.Quiet));
    }
}
