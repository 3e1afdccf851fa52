using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>The first <typeparamref name="TCount"/> lanes of a 512-bit register: the end of a row in one masked step, where the machine
/// has masks. It computes in all lanes, and reads and writes only those that count.</summary>
internal readonly unsafe struct PartialLanes16<TCount> : ILanes<PartialLanes16<TCount>> where TCount : struct, ICount
{
    private const int Lanes = 16;
    private readonly Lanes16 _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PartialLanes16(Lanes16 value) => _value = value;

    /// <inheritdoc/>
    public static int Count => TCount.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Broadcast(float value) => new(Lanes16.Broadcast(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Load(Pointer<float> pointer, nint index) => new(Lanes16.LoadPartial(pointer, index, TCount.Count, 0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Load(Pointer<int> pointer, nint index)
    {
        int* copy = stackalloc int[Lanes];
        for (int lane = 0; lane < TCount.Count; lane++)
            copy[lane] = pointer.Value[index + lane];
        return new(Lanes16.Load(new Pointer<int>(copy), 0));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Load(Pointer<byte> pointer, nint index)
    {
        byte* copy = stackalloc byte[Lanes];
        for (int lane = 0; lane < TCount.Count; lane++)
            copy[lane] = pointer.Value[index + lane];
        return new(Lanes16.Load(new Pointer<byte>(copy), 0));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PartialLanes16<TCount> value, Pointer<float> pointer, nint index) => Lanes16.StorePartial(value._value, pointer, index, TCount.Count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PartialLanes16<TCount> value, Pointer<byte> pointer, nint index)
    {
        byte* copy = stackalloc byte[Lanes];
        Lanes16.Store(value._value, new Pointer<byte>(copy), 0);
        for (int lane = 0; lane < TCount.Count; lane++)
            pointer.Value[index + lane] = copy[lane];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> operator +(PartialLanes16<TCount> left, PartialLanes16<TCount> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> operator -(PartialLanes16<TCount> left, PartialLanes16<TCount> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> operator *(PartialLanes16<TCount> left, PartialLanes16<TCount> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> operator /(PartialLanes16<TCount> left, PartialLanes16<TCount> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> operator -(PartialLanes16<TCount> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> FusedMultiplyAdd(PartialLanes16<TCount> a, PartialLanes16<TCount> b, PartialLanes16<TCount> c) => new(Lanes16.FusedMultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> MultiplyAdd(Pointer<float> pointer, PartialLanes16<TCount> b, PartialLanes16<TCount> c) =>
        new(Lanes16.MultiplyAdd(pointer, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> MultiplyAddLanes(Pointer<float> pointer, PartialLanes16<TCount> b, PartialLanes16<TCount> c) =>
        FusedMultiplyAdd(Load(pointer, 0), b, c);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Max(PartialLanes16<TCount> left, PartialLanes16<TCount> right) => new(Lanes16.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Min(PartialLanes16<TCount> left, PartialLanes16<TCount> right) => new(Lanes16.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Abs(PartialLanes16<TCount> value) => new(Lanes16.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Sqrt(PartialLanes16<TCount> value) => new(Lanes16.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Floor(PartialLanes16<TCount> value) => new(Lanes16.Floor(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Less(PartialLanes16<TCount> left, PartialLanes16<TCount> right) => new(Lanes16.Less(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> LessOrEqual(PartialLanes16<TCount> left, PartialLanes16<TCount> right) => new(Lanes16.LessOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Equal(PartialLanes16<TCount> left, PartialLanes16<TCount> right) => new(Lanes16.Equal(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Select(PartialLanes16<TCount> condition, PartialLanes16<TCount> ifTrue, PartialLanes16<TCount> ifFalse) => new(Lanes16.Select(condition._value, ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> SelectLess(PartialLanes16<TCount> left, PartialLanes16<TCount> right, PartialLanes16<TCount> ifTrue, PartialLanes16<TCount> ifFalse) => new(Lanes16.SelectLess(left._value, right._value, ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> SelectEqual(PartialLanes16<TCount> left, PartialLanes16<TCount> right, PartialLanes16<TCount> ifTrue, PartialLanes16<TCount> ifFalse) => new(Lanes16.SelectEqual(left._value, right._value, ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Relu(PartialLanes16<TCount> value) => new(Lanes16.Relu(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Clamp(PartialLanes16<TCount> value, float low, float high) => new(Lanes16.Clamp(value._value, low, high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Scale(PartialLanes16<TCount> value, PartialLanes16<TCount> exponent) => new(Lanes16.Scale(value._value, exponent._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Split(PartialLanes16<TCount> value, out PartialLanes16<TCount> exponent)
    {
        Lanes16 mantissa = Lanes16.Split(value._value, out Lanes16 power);
        exponent = new(power);
        return new(mantissa);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> LoadPartial(Pointer<float> pointer, nint index, nint count, float fill) => new(Lanes16.LoadPartial(pointer, index, count, fill));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(PartialLanes16<TCount> value, Pointer<float> pointer, nint index, nint count) => Lanes16.StorePartial(value._value, pointer, index, count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(PartialLanes16<TCount> value) => Lanes16.Sum(First(value._value, 0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(PartialLanes16<TCount> value) => Lanes16.Largest(First(value._value, float.NegativeInfinity));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(PartialLanes16<TCount> value) => Lanes16.Product(First(value._value, 1f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Exp(PartialLanes16<TCount> value) => new(Lanes16.Exp(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Log(PartialLanes16<TCount> value) => new(Lanes16.Log(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> Uniform(ulong key, nint element) => new(Lanes16.Uniform(key, element));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> JoinHalves(PartialLanes16<TCount> low, PartialLanes16<TCount> high) => new(Lanes16.JoinHalves(low._value, high._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> LowerHalves(PartialLanes16<TCount> pair) => new(Lanes16.LowerHalves(pair._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PartialLanes16<TCount> UpperHalves(PartialLanes16<TCount> pair) => new(Lanes16.UpperHalves(pair._value));

    /// <summary>The lanes that count, the others filled.</summary>
    private static Lanes16 First(Lanes16 value, float fill)
    {
        float* copy = stackalloc float[Lanes];
        Lanes16.Store(value, new Pointer<float>(copy), 0);
        return Lanes16.LoadPartial(new Pointer<float>(copy), 0, TCount.Count, fill);
    }
}
