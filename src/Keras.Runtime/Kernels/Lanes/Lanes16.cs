using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>16 float32 lanes in a 512-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Lanes16 : ILanes<Lanes16>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes16(Vector512<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Broadcast(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(Pointer<float> pointer, nint index) => new(Vector512.Load(pointer.Value + index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(Pointer<int> pointer, nint index) => new(Vector512.ConvertToSingle(Vector512.Load(pointer.Value + index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(Pointer<byte> pointer, nint index) => new(Vector512.ConvertToSingle(Widen(Vector128.Load(pointer.Value + index))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes16 value, Pointer<float> pointer, nint index) => Vector512.Store(value._value, pointer.Value + index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes16 value, Pointer<byte> pointer, nint index)
    {
        Vector512<uint> truth = Truth(value);
        Vector256<ushort> words = Vector256.Narrow(truth.GetLower(), truth.GetUpper());
        Vector128.Narrow(words.GetLower(), words.GetUpper()).Store(pointer.Value + index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator +(Lanes16 left, Lanes16 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 left, Lanes16 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator *(Lanes16 left, Lanes16 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator /(Lanes16 left, Lanes16 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 FusedMultiplyAdd(Lanes16 a, Lanes16 b, Lanes16 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAdd(Pointer<float> pointer, Lanes16 b, Lanes16 c) =>
        new(Vector512.MultiplyAddEstimate(b._value, Vector512.Create(*pointer.Value), c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAddLanes(Pointer<float> pointer, Lanes16 b, Lanes16 c) =>
        new(Vector512.MultiplyAddEstimate(b._value, Vector512.Load(pointer.Value), c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Max(Lanes16 left, Lanes16 right) => new(Vector512.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Min(Lanes16 left, Lanes16 right) => new(Vector512.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Abs(Lanes16 value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Sqrt(Lanes16 value) => new(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Floor(Lanes16 value) => new(Vector512.Floor(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Less(Lanes16 left, Lanes16 right) => new(Vector512.LessThan(left._value, right._value) & Vector512<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 LessOrEqual(Lanes16 left, Lanes16 right) => new(Vector512.LessThanOrEqual(left._value, right._value) & Vector512<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Equal(Lanes16 left, Lanes16 right) => new(Vector512.Equals(left._value, right._value) & Vector512<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Select(Lanes16 condition, Lanes16 ifTrue, Lanes16 ifFalse) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(condition._value, Vector512<float>.Zero), ifFalse._value, ifTrue._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SelectLess(Lanes16 left, Lanes16 right, Lanes16 ifTrue, Lanes16 ifFalse) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left._value, right._value), ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SelectEqual(Lanes16 left, Lanes16 right, Lanes16 ifTrue, Lanes16 ifFalse) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(left._value, right._value), ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Relu(Lanes16 value) => new(Vector512.MaxNative(Vector512<float>.Zero, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Scale(Lanes16 value, Lanes16 exponent)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.Scale(value._value, exponent._value));
        Vector512<int> whole = Vector512.ConvertToInt32(exponent._value);
        Vector512<int> half = Vector512.ShiftRightArithmetic(whole, 1);
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Split(Lanes16 value, out Lanes16 exponent)
    {
        Vector512<int> bits = value._value.AsInt32();
        Vector512<int> power = Vector512.ShiftRightArithmetic(bits - Vector512.Create(FloatBits.SquareRootOfHalf), FloatBits.MantissaBits);
        exponent = new(Vector512.ConvertToSingle(power));
        return new((bits - Vector512.ShiftLeft(power, FloatBits.MantissaBits)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 LoadPartial(Pointer<float> pointer, nint index, nint count, float fill)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.MaskLoad(pointer.Value + index, FirstLanes(count), Vector512.Create(fill)));
        Vector512<float> lanes = Vector512.Create(fill);
        for (int lane = 0; lane < (int)count; lane++)
            lanes = lanes.WithElement(lane, pointer.Value[index + lane]);
        return new(lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(Lanes16 value, Pointer<float> pointer, nint index, nint count)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(pointer.Value + index, FirstLanes(count), value._value);
            return;
        }
        for (int lane = 0; lane < (int)count; lane++)
            pointer.Value[index + lane] = value._value.GetElement(lane);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes16 value) => Vector512.Sum(value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Lanes16 value) =>
        Lanes8.Largest(Vector256.Max(value._value.GetLower(), value._value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Clamp(Lanes16 value, float low, float high) =>
        new(Vector512.MinNative(Vector512.Create(high), Vector512.MaxNative(Vector512.Create(low), value._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(Lanes16 value) => Lanes8.Product(value._value.GetLower() * value._value.GetUpper());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Exp(Lanes16 value) => Exponential.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Log(Lanes16 value) => Logarithm.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Uniform(ulong key, nint element)
    {
        var low = Vector512.Create((uint)element);
        Vector512<uint> counter = low + Vector512<uint>.Indices;
        // A lane whose low word has wrapped round belongs to the next high word: the comparison gives -1 there.
        Vector512<uint> high = Vector512.Create((uint)(element >> 32)) - Vector512.LessThan(counter, low);
        Vector512<uint> hash = Mix(Mix(counter ^ Vector512.Create((uint)key)) + (high ^ Vector512.Create(CounterRandom.SecondWord(key))));
        return new(Vector512.ConvertToSingle(Vector512.ShiftRightLogical(hash, 8).AsInt32()) * Vector512.Create(CounterRandom.Unit));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Mix(Vector512<uint> hash)
    {
        hash = (hash ^ Vector512.ShiftRightLogical(hash, 16)) * Vector512.Create(CounterRandom.FirstMultiplier);
        hash = (hash ^ Vector512.ShiftRightLogical(hash, 13)) * Vector512.Create(CounterRandom.SecondMultiplier);
        return hash ^ Vector512.ShiftRightLogical(hash, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) =>
        Vector512.ShiftLeft(exponent + Vector512.Create(FloatBits.ExponentBias), FloatBits.MantissaBits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Truth(Lanes16 value) =>
        Vector512.AndNot(Vector512<uint>.One, Vector512.Equals(value._value, Vector512<float>.Zero).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widen(Vector128<byte> bytes)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Int32(bytes);
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
        return Vector512.Create(
            Vector256.Create(Vector128.WidenLower(low), Vector128.WidenUpper(low)),
            Vector256.Create(Vector128.WidenLower(high), Vector128.WidenUpper(high))).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FirstLanes(nint count) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 JoinHalves(Lanes16 low, Lanes16 high) =>
        new((Vector512.ShiftRightLogical(Rounded(low), FloatBits.HalfBits) | (Rounded(high) & Vector512.Create(FloatBits.UpperHalf))).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 LowerHalves(Lanes16 pair) => new(Vector512.ShiftLeft(pair._value.AsUInt32(), FloatBits.HalfBits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 UpperHalves(Lanes16 pair) => new((pair._value.AsUInt32() & Vector512.Create(FloatBits.UpperHalf)).AsSingle());

    /// <summary>Bits whose upper halves are the nearest bfloat16; a NaN keeps a bit there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Rounded(Lanes16 value)
    {
        Vector512<uint> bits = value._value.AsUInt32();
        Vector512<uint> odd = Vector512.ShiftRightLogical(bits, FloatBits.HalfBits) & Vector512<uint>.One;
        return Vector512.ConditionalSelect(
            Vector512.Equals(value._value, value._value).AsUInt32(),
            bits + odd + Vector512.Create(FloatBits.BelowHalf), bits | Vector512.Create(FloatBits.Quiet));
    }
}
