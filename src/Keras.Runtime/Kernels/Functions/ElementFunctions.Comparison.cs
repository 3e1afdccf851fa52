using System.Runtime.CompilerServices;

namespace Keras.Kernels;

public static partial class ElementFunctions
{
    /// <summary>1 where x &lt; y, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes Less<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => TLanes.Less(x, y);

    /// <summary>1 where x &lt;= y, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes LessOrEqual<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => TLanes.LessOrEqual(x, y);

    /// <summary>1 where x &gt; y, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes Greater<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => TLanes.Less(y, x);

    /// <summary>1 where x &gt;= y, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes GreaterOrEqual<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => TLanes.LessOrEqual(y, x);

    /// <summary>1 where x = y, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes Equal<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => TLanes.Equal(x, y);

    /// <summary>1 where x ≠ y or either is NaN, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes NotEqual<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectEqual(x, y, TLanes.Broadcast(0f), TLanes.Broadcast(1f));

    /// <summary>1 where x is NaN, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes IsNaN<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => NotEqual(x, x);

    /// <summary>1 where x is neither infinite nor NaN, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes IsFinite<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Less(TLanes.Abs(x), TLanes.Broadcast(float.PositiveInfinity));

    /// <summary>1 where both are true, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes And<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectEqual(x, TLanes.Broadcast(0f), TLanes.Broadcast(0f), ToBoolean(y));

    /// <summary>1 where at least one is true, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes Or<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectEqual(x, TLanes.Broadcast(0f), ToBoolean(y), TLanes.Broadcast(1f));

    /// <summary>1 where x is 0, else 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes Not<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Equal(x, TLanes.Broadcast(0f));

    /// <summary>0 where x is 0, else 1.</summary>
    [MethodImpl(Inline)]
    public static TLanes ToBoolean<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => NotEqual(x, TLanes.Broadcast(0f));

    /// <summary>x where the condition is true, else y.</summary>
    [MethodImpl(Inline)]
    public static TLanes Select<TLanes>(TLanes condition, TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(condition, x, y);

    /// <summary>ifTrue where x &lt; y, else ifFalse (also at NaN): <c>Select(Less(x, y), ...)</c> in two instructions.</summary>
    [MethodImpl(Inline)]
    public static TLanes SelectLess<TLanes>(TLanes x, TLanes y, TLanes ifTrue, TLanes ifFalse) where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(x, y, ifTrue, ifFalse);

    /// <summary>ifTrue where x = y, else ifFalse (also at NaN): <c>Select(Equal(x, y), ...)</c> in two instructions.</summary>
    [MethodImpl(Inline)]
    public static TLanes SelectEqual<TLanes>(TLanes x, TLanes y, TLanes ifTrue, TLanes ifFalse) where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectEqual(x, y, ifTrue, ifFalse);
}
