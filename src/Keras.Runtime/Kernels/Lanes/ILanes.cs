using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>One vector register of float32 lanes. An element-wise expression is written once over this interface and compiled by
/// the JIT for 16, 8, 4 and 1 lanes.</summary>
/// <typeparam name="TSelf">The register type.</typeparam>
public interface ILanes<TSelf> where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many lanes the register has.</summary>
    static abstract int Count { get; }
    /// <summary>All lanes equal.</summary>
    static abstract TSelf Broadcast(float value);
    /// <summary>Reads floats from <c>pointer + index</c>.</summary>
    static abstract TSelf Load(Pointer<float> pointer, nint index);
    /// <summary>Reads 32-bit integers from <c>pointer + index</c> and converts them.</summary>
    static abstract TSelf Load(Pointer<int> pointer, nint index);
    /// <summary>Reads unsigned bytes (pixels, or truth values as 0 and 1) from <c>pointer + index</c> and converts them.</summary>
    static abstract TSelf Load(Pointer<byte> pointer, nint index);
    /// <summary>Writes floats to <c>pointer + index</c>.</summary>
    static abstract void Store(TSelf value, Pointer<float> pointer, nint index);
    /// <summary>Writes 1 where a lane is not zero, else 0, as bytes to <c>pointer + index</c>.</summary>
    static abstract void Store(TSelf value, Pointer<byte> pointer, nint index);
    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);
    /// <summary>Lane-wise difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);
    /// <summary>Lane-wise product.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);
    /// <summary>Lane-wise quotient.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);
    /// <summary>Lane-wise negation.</summary>
    static abstract TSelf operator -(TSelf value);
    /// <summary><c>a·b + c</c>, with one rounding where the machine has the instruction.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);
    /// <summary><c>pointer[0]·b + c</c>: a multiply-add that reads its factor for all lanes from memory, in one instruction where the
    /// machine has it.</summary>
    static abstract TSelf MultiplyAdd(Pointer<float> pointer, TSelf b, TSelf c);
    /// <summary>A multiply-add that reads its factors from memory, one for each lane, in one instruction where the machine has it.</summary>
    static abstract TSelf MultiplyAddLanes(Pointer<float> pointer, TSelf b, TSelf c);
    /// <summary>Lane-wise maximum; NaN where either is NaN.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);
    /// <summary>Lane-wise minimum; NaN where either is NaN.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);
    /// <summary>Absolute value.</summary>
    static abstract TSelf Abs(TSelf value);
    /// <summary>Square root.</summary>
    static abstract TSelf Sqrt(TSelf value);
    /// <summary>Largest integer not above.</summary>
    static abstract TSelf Floor(TSelf value);
    /// <summary>1 where left &lt; right, else 0.</summary>
    static abstract TSelf Less(TSelf left, TSelf right);
    /// <summary>1 where left &lt;= right, else 0.</summary>
    static abstract TSelf LessOrEqual(TSelf left, TSelf right);
    /// <summary>1 where equal, else 0.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);
    /// <summary><paramref name="ifTrue"/> where <paramref name="condition"/> is not zero, else <paramref name="ifFalse"/>.</summary>
    static abstract TSelf Select(TSelf condition, TSelf ifTrue, TSelf ifFalse);
    /// <summary><paramref name="ifTrue"/> where left &lt; right, else <paramref name="ifFalse"/> (also where either is NaN).</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf ifTrue, TSelf ifFalse);
    /// <summary><paramref name="ifTrue"/> where left equals right, else <paramref name="ifFalse"/> (also where either is NaN).</summary>
    static abstract TSelf SelectEqual(TSelf left, TSelf right, TSelf ifTrue, TSelf ifFalse);
    /// <summary>max(x, 0) in one instruction; NaN stays NaN.</summary>
    static abstract TSelf Relu(TSelf value);
    /// <summary>min(max(x, low), high) in two instructions; NaN stays NaN.</summary>
    static abstract TSelf Clamp(TSelf value, float low, float high);
    /// <summary>value·2^exponent for whole exponents from -300 to 300, with gradual underflow.</summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);
    /// <summary>The m of value = m·2^exponent with m in [√½, √2); for positive normal numbers only.</summary>
    static abstract TSelf Split(TSelf value, out TSelf exponent);
    /// <summary>Reads the first <paramref name="count"/> lanes (fewer than all); the others are <paramref name="fill"/>.</summary>
    static abstract TSelf LoadPartial(Pointer<float> pointer, nint index, nint count, float fill);
    /// <summary>Writes the first <paramref name="count"/> lanes (fewer than all).</summary>
    static abstract void StorePartial(TSelf value, Pointer<float> pointer, nint index, nint count);
    /// <summary>The sum of all lanes, by halves.</summary>
    static abstract float Sum(TSelf value);
    /// <summary>The largest lane; NaN where one is NaN.</summary>
    static abstract float Largest(TSelf value);
    /// <summary>The product of all lanes.</summary>
    static abstract float Product(TSelf value);
    /// <summary>exp(x).</summary>
    static abstract TSelf Exp(TSelf value);
    /// <summary>ln(x).</summary>
    static abstract TSelf Log(TSelf value);
    /// <summary>Uniform numbers in [0, 1) with 24 random bits, a pure function of the key and of each lane's element number
    /// (<paramref name="element"/>, element + 1, ...).</summary>
    static abstract TSelf Uniform(ulong key, nint element);
    /// <summary>The lanes of two registers rounded to bfloat16 (to nearest, ties to even), in the lower and upper halves of one; what
    /// is too large becomes infinite, NaN stays NaN.</summary>
    static abstract TSelf JoinHalves(TSelf low, TSelf high);
    /// <summary>The numbers in the lower halves, exactly.</summary>
    static abstract TSelf LowerHalves(TSelf pair);
    /// <summary>The numbers in the upper halves, exactly.</summary>
    static abstract TSelf UpperHalves(TSelf pair);
}
