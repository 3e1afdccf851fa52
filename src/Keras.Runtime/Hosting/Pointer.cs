using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Keras.Hosting;

/// <summary>An address in native (or pinned) memory which emitted code may hold and move without being unsafe itself.
/// Only kernels read through it.</summary>
/// <typeparam name="T">Element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Pointer<T> where T : unmanaged
{
    /// <summary>The raw address.</summary>
    internal readonly T* Value;

    internal Pointer(T* value) => Value = value;

    /// <summary>Whether the pointer points nowhere.</summary>
    public bool IsNull => Value == null;

    /// <summary>The address <paramref name="count"/> elements further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pointer<T> operator +(Pointer<T> pointer, nint count) => new(pointer.Value + count);

    /// <summary>The same address for elements of another type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pointer<TOther> As<TOther>() where TOther : unmanaged => new((TOther*)Value);
}
