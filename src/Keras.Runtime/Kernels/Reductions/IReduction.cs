using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>What a reduction does with two values, with a block of values, and at the end.</summary>
internal interface IReduction
{
    /// <summary>The neutral value.</summary>
    static abstract float Identity { get; }

    static abstract TLanes Combine<TLanes>(TLanes left, TLanes right) where TLanes : struct, ILanes<TLanes>;

    /// <summary>Adds the result of a block to the total; <paramref name="error"/> is what rounding has lost so far.</summary>
    static abstract TLanes Fold<TLanes>(TLanes total, TLanes block, ref TLanes error) where TLanes : struct, ILanes<TLanes>;

    /// <summary>Reduces the lanes of a register.</summary>
    static abstract float Across<TLanes>(TLanes value) where TLanes : struct, ILanes<TLanes>;

    static abstract TLanes Finish<TLanes>(TLanes total, TLanes error, nint length) where TLanes : struct, ILanes<TLanes>;
}

internal readonly struct SumReduction : IReduction
{
    public static float Identity => 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine<TLanes>(TLanes left, TLanes right) where TLanes : struct, ILanes<TLanes> => left + right;

    /// <summary>Knuth's exact sum of two numbers. An infinite total has no error term (it would be NaN).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Fold<TLanes>(TLanes total, TLanes block, ref TLanes error) where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = total + block;
        TLanes addend = sum - total;
        TLanes lost = total - (sum - addend) + (block - addend);
        error += TLanes.SelectEqual(lost, lost, lost, TLanes.Broadcast(0f));
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Across<TLanes>(TLanes value) where TLanes : struct, ILanes<TLanes> => TLanes.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes total, TLanes error, nint length) where TLanes : struct, ILanes<TLanes> => total + error;
}

internal readonly struct MeanReduction : IReduction
{
    public static float Identity => 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine<TLanes>(TLanes left, TLanes right) where TLanes : struct, ILanes<TLanes> => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Fold<TLanes>(TLanes total, TLanes block, ref TLanes error) where TLanes : struct, ILanes<TLanes> =>
        SumReduction.Fold(total, block, ref error);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Across<TLanes>(TLanes value) where TLanes : struct, ILanes<TLanes> => TLanes.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes total, TLanes error, nint length) where TLanes : struct, ILanes<TLanes> =>
        (total + error) / TLanes.Broadcast(length);
}

internal readonly struct MaxReduction : IReduction
{
    public static float Identity => float.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine<TLanes>(TLanes left, TLanes right) where TLanes : struct, ILanes<TLanes> => TLanes.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Fold<TLanes>(TLanes total, TLanes block, ref TLanes error) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Max(total, block);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Across<TLanes>(TLanes value) where TLanes : struct, ILanes<TLanes> => TLanes.Largest(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes total, TLanes error, nint length) where TLanes : struct, ILanes<TLanes> => total;
}

internal readonly struct MinReduction : IReduction
{
    public static float Identity => float.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine<TLanes>(TLanes left, TLanes right) where TLanes : struct, ILanes<TLanes> => TLanes.Min(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Fold<TLanes>(TLanes total, TLanes block, ref TLanes error) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Min(total, block);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Across<TLanes>(TLanes value) where TLanes : struct, ILanes<TLanes> => -TLanes.Largest(-value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes total, TLanes error, nint length) where TLanes : struct, ILanes<TLanes> => total;
}

internal readonly struct ProductReduction : IReduction
{
    public static float Identity => 1f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine<TLanes>(TLanes left, TLanes right) where TLanes : struct, ILanes<TLanes> => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Fold<TLanes>(TLanes total, TLanes block, ref TLanes error) where TLanes : struct, ILanes<TLanes> => total * block;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Across<TLanes>(TLanes value) where TLanes : struct, ILanes<TLanes> => TLanes.Product(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes total, TLanes error, nint length) where TLanes : struct, ILanes<TLanes> => total;
}
