using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>4 float32 lanes in a 128-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Lanes4 : ILanes<Lanes4>
{
    private readonly Vector128<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes4(Vector128<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(float value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(Pointer<float> pointer, nint index) => new(Vector128.Load(pointer.Value + index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(Pointer<int> pointer, nint index) => new(Vector128.ConvertToSingle(Vector128.Load(pointer.Value + index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(Pointer<byte> pointer, nint index) => new(Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(pointer.Value + index)).AsByte())).AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 value, Pointer<float> pointer, nint index) => Vector128.Store(value._value, pointer.Value + index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 value, Pointer<byte> pointer, nint index)
    {
        Vector128<uint> truth = Truth(value);
        Unsafe.WriteUnaligned(pointer.Value + index, Vector128.Narrow(Vector128.Narrow(truth, truth), Vector128<ushort>.Zero).AsUInt32().ToScalar());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 left, Lanes4 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 left, Lanes4 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 left, Lanes4 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 FusedMultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Pointer<float> pointer, Lanes4 b, Lanes4 c) =>
        new(Vector128.MultiplyAddEstimate(b._value, Vector128.Create(*pointer.Value), c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAddLanes(Pointer<float> pointer, Lanes4 b, Lanes4 c) =>
        new(Vector128.MultiplyAddEstimate(b._value, Vector128.Load(pointer.Value), c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Max(Lanes4 left, Lanes4 right) => new(Vector128.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Min(Lanes4 left, Lanes4 right) => new(Vector128.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 value) => new(Vector128.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Sqrt(Lanes4 value) => new(Vector128.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Floor(Lanes4 value) => new(Vector128.Floor(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Less(Lanes4 left, Lanes4 right) => new(Vector128.LessThan(left._value, right._value) & Vector128<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LessOrEqual(Lanes4 left, Lanes4 right) => new(Vector128.LessThanOrEqual(left._value, right._value) & Vector128<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Equal(Lanes4 left, Lanes4 right) => new(Vector128.Equals(left._value, right._value) & Vector128<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Select(Lanes4 condition, Lanes4 ifTrue, Lanes4 ifFalse) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(condition._value, Vector128<float>.Zero), ifFalse._value, ifTrue._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SelectLess(Lanes4 left, Lanes4 right, Lanes4 ifTrue, Lanes4 ifFalse) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left._value, right._value), ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SelectEqual(Lanes4 left, Lanes4 right, Lanes4 ifTrue, Lanes4 ifFalse) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(left._value, right._value), ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Relu(Lanes4 value) => new(Vector128.MaxNative(Vector128<float>.Zero, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Scale(Lanes4 value, Lanes4 exponent)
    {
        Vector128<int> whole = Vector128.ConvertToInt32(exponent._value);
        Vector128<int> half = Vector128.ShiftRightArithmetic(whole, 1);
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Split(Lanes4 value, out Lanes4 exponent)
    {
        Vector128<int> bits = value._value.AsInt32();
        Vector128<int> power = Vector128.ShiftRightArithmetic(bits - Vector128.Create(FloatBits.SquareRootOfHalf), FloatBits.MantissaBits);
        exponent = new(Vector128.ConvertToSingle(power));
        return new((bits - Vector128.ShiftLeft(power, FloatBits.MantissaBits)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LoadPartial(Pointer<float> pointer, nint index, nint count, float fill)
    {
        Vector128<float> lanes = Vector128.Create(fill);
        for (int lane = 0; lane < (int)count; lane++)
            lanes = lanes.WithElement(lane, pointer.Value[index + lane]);
        return new(lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(Lanes4 value, Pointer<float> pointer, nint index, nint count)
    {
        for (int lane = 0; lane < (int)count; lane++)
            pointer.Value[index + lane] = value._value.GetElement(lane);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes4 value) => Vector128.Sum(value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Lanes4 value) => Largest(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Largest(Vector128<float> value)
    {
        Vector128<float> halves = Vector128.Max(value, Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1)));
        return float.Max(halves.ToScalar(), halves.GetElement(1));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Clamp(Lanes4 value, float low, float high) =>
        new(Vector128.MinNative(Vector128.Create(high), Vector128.MaxNative(Vector128.Create(low), value._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(Lanes4 value) => Product(value._value);

    internal static float Product(Vector128<float> value) => value[0] * value[1] * (value[2] * value[3]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Exp(Lanes4 value) => Exponential.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Log(Lanes4 value) => Logarithm.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Uniform(ulong key, nint element)
    {
        var low = Vector128.Create((uint)element);
        Vector128<uint> counter = low + Vector128<uint>.Indices;
        // A lane whose low word has wrapped round belongs to the next high word: the comparison gives -1 there.
        Vector128<uint> high = Vector128.Create((uint)(element >> 32)) - Vector128.LessThan(counter, low);
        Vector128<uint> hash = Mix(Mix(counter ^ Vector128.Create((uint)key)) + (high ^ Vector128.Create(CounterRandom.SecondWord(key))));
        return new(Vector128.ConvertToSingle(Vector128.ShiftRightLogical(hash, 8).AsInt32()) * Vector128.Create(CounterRandom.Unit));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Mix(Vector128<uint> hash)
    {
        hash = (hash ^ Vector128.ShiftRightLogical(hash, 16)) * Vector128.Create(CounterRandom.FirstMultiplier);
        hash = (hash ^ Vector128.ShiftRightLogical(hash, 13)) * Vector128.Create(CounterRandom.SecondMultiplier);
        return hash ^ Vector128.ShiftRightLogical(hash, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<int> exponent) =>
        Vector128.ShiftLeft(exponent + Vector128.Create(FloatBits.ExponentBias), FloatBits.MantissaBits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Truth(Lanes4 value) =>
        Vector128.AndNot(Vector128<uint>.One, Vector128.Equals(value._value, Vector128<float>.Zero).AsUInt32());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 JoinHalves(Lanes4 low, Lanes4 high) =>
        new((Vector128.ShiftRightLogical(Rounded(low), FloatBits.HalfBits) | (Rounded(high) & Vector128.Create(FloatBits.UpperHalf))).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LowerHalves(Lanes4 pair) => new(Vector128.ShiftLeft(pair._value.AsUInt32(), FloatBits.HalfBits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 UpperHalves(Lanes4 pair) => new((pair._value.AsUInt32() & Vector128.Create(FloatBits.UpperHalf)).AsSingle());

    /// <summary>Bits whose upper halves are the nearest bfloat16; a NaN keeps a bit there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Rounded(Lanes4 value)
    {
        Vector128<uint> bits = value._value.AsUInt32();
        Vector128<uint> odd = Vector128.ShiftRightLogical(bits, FloatBits.HalfBits) & Vector128<uint>.One;
        return Vector128.ConditionalSelect(
            Vector128.Equals(value._value, value._value).AsUInt32(),
            bits + odd + Vector128.Create(FloatBits.BelowHalf), bits | Vector128.Create(FloatBits.Quiet));
    }
}
